package dev.pappus.rest.audit;

import dev.pappus.account.AuditExport;
import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditOutcome;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.ActorKind;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One entry of the audit. */
@Schema(name = "AuditEntry")
public record AuditEntryResponse(
    @Schema(examples = "aud_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    Instant at,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"DONE", "REFUSED"})
        AuditOutcome outcome,
    @Schema(description = "How many attempts it stands for: refused ones are counted together")
        int attempts,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"TOKEN", "USER", "INGEST", "SYSTEM"})
        ActorKind actorKind,
    @Schema(nullable = true, examples = "usr_01kb0n6vd3e8s9t2w4x6y8z0ab") @Nullable String actorId,
    @Schema(examples = "ada@example.com") String actor,
    @Schema(description = "Where it came from", examples = "203.0.113.7") String address,
    @Schema(examples = "webhook.create") String action,
    @Schema(description = "What it was done to", examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab")
        String subject,
    @Schema(
            nullable = true,
            type = SchemaType.OBJECT,
            description = "What was changed, as it was; secrets are masked")
        @Nullable JsonObject before,
    @Schema(
            nullable = true,
            type = SchemaType.OBJECT,
            description = "What was changed, as it is since then, or what was wanted")
        @Nullable JsonObject after) {

  static AuditEntryResponse of(AuditEntry entry) {
    return new AuditEntryResponse(
        PublicId.format(IdKind.AUDIT_ENTRY, entry.id()),
        entry.at(),
        entry.outcome(),
        entry.attempts(),
        entry.actorKind(),
        AuditExport.actorId(entry),
        entry.actorName(),
        entry.remoteAddress(),
        entry.action(),
        entry.subject(),
        json(entry.before()),
        json(entry.after()));
  }

  private static @Nullable JsonObject json(@Nullable String text) {
    return text == null ? null : JsonParts.read(text);
  }
}
