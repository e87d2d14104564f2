package dev.pappus.account.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submission as people see it.
 *
 * @param id null where nothing was ever submitted
 * @param name the real name; "" once rejected
 * @param maskedNumber all but the last characters hidden; "" once rejected
 * @param reason why it was rejected, "" for none
 */
public record VerificationView(
    @Nullable UUID id,
    UUID teamId,
    String teamName,
    VerificationStatus status,
    String name,
    String maskedNumber,
    String reason,
    @Nullable Instant submittedAt,
    @Nullable Instant decidedAt) {}
