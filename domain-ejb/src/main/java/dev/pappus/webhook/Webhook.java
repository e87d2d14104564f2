package dev.pappus.webhook;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an app's events are sent: a name, an endpoint, a choice of events, on or off, a format, a
 * secret. A removed webhook keeps its row, for history's sake, and gives its slot back.
 */
@Entity
@Table(name = "webhook")
public class Webhook extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private @Nullable UUID appId;

  private @Nullable Integer slot;
  private String name;
  private String url;
  private String events;
  private boolean enabled;
  private String format;
  private String language;

  @Column(name = "time_zone")
  private String timeZone;

  private String secret;

  @Column(name = "previous_secret")
  private @Nullable String previousSecret;

  @Column(name = "previous_secret_until")
  private @Nullable Instant previousSecretUntil;

  @Column(name = "disabled_reason")
  private @Nullable String disabledReason;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "removed_at")
  private @Nullable Instant removedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Webhook() {}

  /**
   * A webhook of one app, switched on.
   *
   * @param slot the lowest free number of the app's webhooks, from 0
   * @param sealedSecret its signing secret, encrypted
   */
  public Webhook(
      UUID teamId,
      UUID appId,
      int slot,
      String name,
      String url,
      Set<String> events,
      String format,
      Locale language,
      ZoneId timeZone,
      String sealedSecret,
      Instant now) {
    super(now);
    this.teamId = teamId;
    this.appId = appId;
    this.slot = slot;
    this.name = name;
    this.url = url;
    this.events = String.join(",", events);
    this.enabled = true;
    this.format = format;
    this.language = language.toLanguageTag();
    this.timeZone = timeZone.getId();
    this.secret = sealedSecret;
    this.updatedAt = now;
  }

  public void rename(String newName, Instant now) {
    name = newName;
    updatedAt = now;
  }

  public void pointAt(String newUrl, Instant now) {
    url = newUrl;
    updatedAt = now;
  }

  public void subscribe(Set<String> newEvents, Instant now) {
    events = String.join(",", newEvents);
    updatedAt = now;
  }

  public void renderAs(String newFormat, Instant now) {
    format = newFormat;
    updatedAt = now;
  }

  public void enable(Instant now) {
    enabled = true;
    disabledReason = null;
    updatedAt = now;
  }

  /** Switches it off; {@code reason} is null where a person did it. */
  public void disable(@Nullable String reason, Instant now) {
    enabled = false;
    disabledReason = reason;
    updatedAt = now;
  }

  /** Takes a new secret; the old one signs along until {@code overlapUntil}. */
  public void rotateSecret(String sealedSecret, Instant overlapUntil, Instant now) {
    previousSecret = secret;
    previousSecretUntil = overlapUntil;
    secret = sealedSecret;
    updatedAt = now;
  }

  /** Removes it; what waits for it is cancelled by its lane's owner. */
  public void remove(Instant now) {
    slot = null;
    enabled = false;
    removedAt = now;
    updatedAt = now;
  }

  public boolean removed() {
    return removedAt != null;
  }

  public boolean wants(String eventType) {
    return events().contains(eventType);
  }

  public UUID teamId() {
    return teamId;
  }

  /** The app it belongs to; null for a webhook of the whole team. */
  public @Nullable UUID appId() {
    return appId;
  }

  public @Nullable Integer slot() {
    return slot;
  }

  public String name() {
    return name;
  }

  public String url() {
    return url;
  }

  /** Wire names of the chosen events, in the order they were chosen. */
  public Set<String> events() {
    return new LinkedHashSet<>(List.of(events.split(",")));
  }

  public boolean enabled() {
    return enabled;
  }

  /** Kind of its connector. */
  public String format() {
    return format;
  }

  public Locale language() {
    return Locale.forLanguageTag(language);
  }

  public ZoneId timeZone() {
    return ZoneId.of(timeZone);
  }

  /** The signing secret, encrypted. */
  public String sealedSecret() {
    return secret;
  }

  /** The secret before the last rotation, encrypted, while it still signs along. */
  public @Nullable String sealedPreviousSecret(Instant now) {
    Instant until = previousSecretUntil;
    return until != null && now.isBefore(until) ? previousSecret : null;
  }

  /** Why the house switched it off; null if it is on or a person did it. */
  public @Nullable String disabledReason() {
    return disabledReason;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
