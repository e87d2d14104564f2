package dev.pappus.rest.mail;

import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailStatus;
import dev.pappus.mail.OutboxMail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message in the outbox. */
@Schema(name = "Mail")
public record MailResponse(
    @Schema(examples = "eml_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(
            nullable = true,
            description = "Whose message it is; null for the installation's, as of accounts",
            examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String teamId,
    @Schema(examples = "invitation") String template,
    @Schema(examples = "ada@example.com") String recipient,
    @Schema(examples = "Mail from Pappus works") String subject,
    @Schema(
            nullable = true,
            description =
                "Plain text; empty once it was sent, null if the server's secret key is another one now")
        @Nullable String body,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"WAITING", "SENT", "FAILED"})
        MailStatus status,
    int attempts,
    @Schema(nullable = true, description = "When it is tried next; null once it has ended")
        @Nullable Instant nextAttemptAt,
    @Schema(description = "Why the last attempt failed, or nothing") String trouble,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant finishedAt) {

  static MailResponse of(OutboxMail mail, @Nullable String body) {
    return new MailResponse(
        PublicId.format(IdKind.MAIL, mail.id()),
        mail.teamId().equals(Refusals.INSTALLATION)
            ? null
            : PublicId.format(IdKind.TEAM, mail.teamId()),
        mail.template(),
        mail.recipient(),
        mail.subject(),
        body,
        mail.status(),
        mail.attempts(),
        mail.status() == MailStatus.WAITING ? mail.nextAttemptAt() : null,
        mail.trouble(),
        mail.createdAt(),
        mail.finishedAt());
  }
}
