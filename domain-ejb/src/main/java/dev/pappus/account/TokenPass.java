package dev.pappus.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token and the role of the user it acts for, as a call of the API needs them. Public, since JPA
 * calls only public constructors.
 */
public record TokenPass(
    UUID id,
    UUID teamId,
    String name,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    Role role) {

  /** Whether it still opens doors. */
  boolean usable(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
