package dev.pappus.app;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream of builds of one app with one access rule. Every app has a default channel. */
@Entity
@Table(name = "channel")
public class Channel extends AbstractEntity {
  public static final String DEFAULT_NAME = "default";

  @Column(name = "app_id")
  private UUID appId;

  private String name;

  @Column(name = "is_default")
  private boolean isDefault;

  @Enumerated(EnumType.STRING)
  @Column(name = "access_rule")
  private AccessRule access;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Channel() {}

  public Channel(UUID appId, String name, boolean isDefault, Instant now) {
    super(now);
    this.appId = appId;
    this.name = name;
    this.isDefault = isDefault;
    this.access = AccessRule.PUBLIC;
  }

  /** Opens it to everybody with the link. */
  public void makePublic() {
    access = AccessRule.PUBLIC;
    passwordHash = null;
  }

  /** Opens it to members of the team alone. */
  public void restrictToMembers() {
    access = AccessRule.INVITATION;
    passwordHash = null;
  }

  /** Opens it to everybody who knows the password; {@code hash} is of {@code PasswordHasher}. */
  public void protectBy(String hash) {
    access = AccessRule.PASSWORD;
    passwordHash = hash;
  }

  /** Begins with another channel's rule and password. */
  void takeRuleOf(Channel other) {
    access = other.access;
    passwordHash = other.passwordHash;
  }

  public UUID appId() {
    return appId;
  }

  public String name() {
    return name;
  }

  public boolean isDefault() {
    return isDefault;
  }

  public AccessRule access() {
    return access;
  }

  /** Set exactly where the access rule is {@link AccessRule#PASSWORD}. */
  public @Nullable String passwordHash() {
    return passwordHash;
  }
}
