package dev.pappus.account.totp;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The secret that an account shares with an authenticator app. It counts from the moment that a
 * first code has confirmed it.
 */
@Entity
@Table(name = "account_totp")
public class Totp extends AbstractEntity {
  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "sealed_secret")
  private String sealedSecret;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  @Column(name = "last_step")
  private long lastStep;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Totp() {}

  Totp(UUID userId, String sealedSecret, Instant now) {
    super(now);
    this.userId = userId;
    this.sealedSecret = sealedSecret;
  }

  /** A first code was right. */
  void confirm(long step, Instant now) {
    confirmedAt = now;
    lastStep = step;
  }

  void reseal(UnaryOperator<String> anew) {
    sealedSecret = anew.apply(sealedSecret);
  }

  UUID userId() {
    return userId;
  }

  String sealedSecret() {
    return sealedSecret;
  }

  boolean confirmed() {
    return confirmedAt != null;
  }
}
