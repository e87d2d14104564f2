package dev.pappus.rest.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody is to be. */
@Schema(name = "RoleRequest")
public record RoleRequest(
    @Schema(
            required = true,
            description = "With an app no owner and no admin",
            enumeration = {"owner", "admin", "developer", "tester", "auditor"})
        @Nullable String role) {}
