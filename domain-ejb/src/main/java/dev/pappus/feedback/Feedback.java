package dev.pappus.feedback;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tester wrote about an app. Written once. */
@Entity
@Table(name = "feedback")
public class Feedback extends AbstractEntity {
  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "build_id")
  private @Nullable UUID buildId;

  @Column(name = "event_id")
  private UUID eventId;

  private String message;
  private String contact;

  @Column(name = "version_name")
  private String version;

  @Column(name = "version_code")
  private String versionCode;

  private String device;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Feedback() {}

  Feedback(UUID appId, @Nullable UUID buildId, UUID eventId, FeedbackReport report, Instant now) {
    super(now);
    this.appId = appId;
    this.buildId = buildId;
    this.eventId = eventId;
    this.message = report.message();
    this.contact = report.contact();
    this.version = report.version();
    this.versionCode = report.versionCode();
    this.device = report.device().toString();
  }

  public UUID appId() {
    return appId;
  }

  /** The build it speaks of; null where we have none of that version. */
  public @Nullable UUID buildId() {
    return buildId;
  }

  public UUID eventId() {
    return eventId;
  }

  public String message() {
    return message;
  }

  /** How to reach the tester, "" if not given. */
  public String contact() {
    return contact;
  }

  public String version() {
    return version;
  }

  public String versionCode() {
    return versionCode;
  }

  /** The device, a JSON object. */
  public String device() {
    return device;
  }
}
