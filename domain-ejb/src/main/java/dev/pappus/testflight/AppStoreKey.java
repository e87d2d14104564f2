package dev.pappus.testflight;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A team's key for the App Store Connect API; replaced as a whole. */
@Entity
@Table(name = "testflight_key")
public class AppStoreKey extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "issuer_id")
  private String issuerId;

  @Column(name = "key_id")
  private String keyId;

  @Column(name = "sealed_private_key")
  private String sealedPrivateKey;

  @Column(name = "changed_at")
  private Instant changedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AppStoreKey() {}

  AppStoreKey(UUID teamId, String issuerId, String keyId, String sealedPrivateKey, Instant now) {
    super(now);
    this.teamId = teamId;
    this.issuerId = issuerId;
    this.keyId = keyId;
    this.sealedPrivateKey = sealedPrivateKey;
    this.changedAt = now;
  }

  void replace(String newIssuerId, String newKeyId, String newSealedPrivateKey, Instant now) {
    issuerId = newIssuerId;
    keyId = newKeyId;
    sealedPrivateKey = newSealedPrivateKey;
    changedAt = now;
  }

  void reseal(UnaryOperator<String> reseal) {
    sealedPrivateKey = reseal.apply(sealedPrivateKey);
  }

  public UUID teamId() {
    return teamId;
  }

  /** A UUID, as App Store Connect shows it. */
  public String issuerId() {
    return issuerId;
  }

  public String keyId() {
    return keyId;
  }

  /** See {@link AppStoreKeys}. */
  String sealedPrivateKey() {
    return sealedPrivateKey;
  }

  /** When it was stored or replaced last. */
  public Instant changedAt() {
    return changedAt;
  }
}
