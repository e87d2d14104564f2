package dev.pappus.rest.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an account is to be. */
@Schema(name = "AccountRequest")
public record AccountRequest(
    @Schema(
            required = true,
            description = "`ACTIVE` approves an account under review and reactivates another",
            enumeration = {"ACTIVE", "SUSPENDED"})
        @Nullable String status,
    @Schema(description = "Kept in the audit", maxLength = 500, examples = "Left the company")
        @Nullable String reason) {}
