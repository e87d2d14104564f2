package dev.pappus.rest.account;

import dev.pappus.account.AccountSession;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One session of the console. */
@Schema(name = "Session")
public record SessionResponse(
    @Schema(examples = "ses_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(description = "Where it was begun", examples = "192.0.2.17") String address,
    @Schema(description = "What the browser calls itself") String agent,
    Instant createdAt,
    @Schema(description = "When it was seen last, to about a minute") Instant seenAt) {

  static SessionResponse of(AccountSession session) {
    return new SessionResponse(
        PublicId.format(IdKind.SESSION, session.id()),
        session.address(),
        session.agent(),
        session.createdAt(),
        session.seenAt());
  }
}
