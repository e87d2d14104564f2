package dev.pappus.webhook;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of an app, or of a whole team, are sent: a name, an endpoint, a choice of
 * events, on or off, a format, a secret, and how it is called. A removed webhook keeps its row, for
 * history's sake, and gives its slot back.
 */
@Entity
@Table(name = "webhook")
public class Webhook extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private @Nullable UUID appId;

  @Column(name = "owner_id")
  private UUID ownerId;

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

  @Column(name = "asymmetric_key")
  private @Nullable String asymmetricKey;

  @Column(name = "custom_headers")
  private @Nullable String customHeaders;

  @Column(name = "retry_schedule")
  private @Nullable String retrySchedule;

  @Column(name = "rate_limit")
  private @Nullable Integer rateLimit;

  @Column(name = "rate_period")
  private @Nullable String ratePeriod;

  @Column(name = "max_concurrency")
  private @Nullable Integer maxConcurrency;

  private boolean ordered;

  @Column(name = "event_filter")
  private @Nullable String eventFilter;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "removed_at")
  private @Nullable Instant removedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Webhook() {}

  /**
   * A webhook, switched on.
   *
   * @param appId null for one of the whole team
   * @param slot the lowest free number of its owner's webhooks, from 0
   * @param sealedSecret its signing secret, encrypted
   */
  public Webhook(
      UUID teamId,
      @Nullable UUID appId,
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
    this.ownerId = appId == null ? teamId : appId;
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

  /**
   * Takes what is wished of how it is called.
   *
   * @param sealedHeaders the headers of {@code options}, encrypted
   */
  public void configure(WebhookOptions options, @Nullable String sealedHeaders, Instant now) {
    language = options.language().toLanguageTag();
    timeZone = options.zone().getId();
    customHeaders = sealedHeaders;
    List<Duration> delays = options.retrySchedule();
    retrySchedule =
        delays == null
            ? null
            : delays.stream().map(Duration::toString).collect(Collectors.joining(","));
    RateLimit rate = options.rateLimit();
    rateLimit = rate == null ? null : rate.calls();
    ratePeriod = rate == null ? null : rate.per().name();
    maxConcurrency = options.maxConcurrency();
    ordered = options.ordered();
    eventFilter = options.filter().toText();
    updatedAt = now;
  }

  /**
   * How it is called.
   *
   * @param headers its own, opened
   */
  WebhookOptions options(List<CustomHeader> headers) {
    return new WebhookOptions(
        language(),
        timeZone(),
        headers,
        delays(),
        rateLimit == null || ratePeriod == null
            ? null
            : new RateLimit(rateLimit, RateLimit.Period.valueOf(ratePeriod)),
        maxConcurrency,
        ordered,
        asymmetricKey != null,
        filter());
  }

  private @Nullable List<Duration> delays() {
    if (retrySchedule == null) {
      return null;
    }
    return retrySchedule.isEmpty()
        ? List.of()
        : Stream.of(retrySchedule.split(",", -1)).map(Duration::parse).toList();
  }

  /** Which events of its team it gets. */
  public WebhookFilter filter() {
    return WebhookFilter.ofText(eventFilter);
  }

  /** Its Ed25519 key, encrypted; null where the secret alone signs. */
  public @Nullable String sealedAsymmetricKey() {
    return asymmetricKey;
  }

  /** Its custom headers, encrypted; null for none. */
  public @Nullable String sealedHeaders() {
    return customHeaders;
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

  /**
   * Takes an Ed25519 key that signs along; null for none.
   *
   * @param sealedKey encrypted
   */
  public void signAlongWith(@Nullable String sealedKey, Instant now) {
    asymmetricKey = sealedKey;
    updatedAt = now;
  }

  /**
   * Seals again what it holds sealed; all of it or, where one text cannot be read, nothing.
   *
   * @param ofHeaders how its headers are sealed anew, the others likewise
   */
  void reseal(
      UnaryOperator<String> ofSecrets,
      UnaryOperator<String> ofHeaders,
      UnaryOperator<String> ofKey) {
    String newSecret = ofSecrets.apply(secret);
    String newPrevious = previousSecret == null ? null : ofSecrets.apply(previousSecret);
    String newHeaders = customHeaders == null ? null : ofHeaders.apply(customHeaders);
    String newKey = asymmetricKey == null ? null : ofKey.apply(asymmetricKey);
    secret = newSecret;
    previousSecret = newPrevious;
    customHeaders = newHeaders;
    asymmetricKey = newKey;
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

  /** Goes with its app to another team. */
  void follow(UUID otherTeam) {
    teamId = otherTeam;
  }

  public UUID teamId() {
    return teamId;
  }

  /** The app it belongs to; null for a webhook of the whole team. */
  public @Nullable UUID appId() {
    return appId;
  }

  /** The key of its app, or of its team for a webhook of the whole team. */
  UUID ownerId() {
    return ownerId;
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
