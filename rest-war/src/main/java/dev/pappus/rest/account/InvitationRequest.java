package dev.pappus.rest.account;

import dev.pappus.account.InvitationDraft;
import dev.pappus.rest.json.Ids;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom to invite, and as what. */
@Schema(name = "InvitationRequest")
public record InvitationRequest(
    @Schema(required = true, examples = "ada@example.com") @Nullable String email,
    @Schema(
            required = true,
            description = "With an app no owner and no admin",
            enumeration = {"owner", "admin", "developer", "tester", "auditor"})
        @Nullable String role,
    @Schema(
            nullable = true,
            description = "The only app it is for; the whole team if it is left out",
            examples = "app_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String appId) {

  InvitationDraft toDraft() {
    return new InvitationDraft(email, role, appId == null ? null : Ids.app(appId));
  }
}
