package dev.pappus.crash;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One crash of an app on a device. Its text lies in the store, whole. Written once. */
@Entity
@Table(name = "crash_report")
public class CrashReport extends AbstractEntity {
  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "build_id")
  private @Nullable UUID buildId;

  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "exception_type")
  private String exceptionType;

  @Column(name = "version_name")
  private String version;

  @Column(name = "version_code")
  private String versionCode;

  private String device;

  @Column(name = "file_key")
  private UUID fileKey;

  @Column(name = "size_bytes")
  private long sizeBytes;

  @Column(name = "occurred_at")
  private Instant occurredAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected CrashReport() {}

  CrashReport(
      UUID appId,
      @Nullable UUID buildId,
      UUID eventId,
      CrashSubmission submission,
      UUID fileKey,
      long sizeBytes,
      Instant now) {
    super(now);
    this.appId = appId;
    this.buildId = buildId;
    this.eventId = eventId;
    this.exceptionType = submission.exceptionType();
    this.version = submission.version();
    this.versionCode = submission.versionCode();
    this.device = submission.device().toString();
    this.fileKey = fileKey;
    this.sizeBytes = sizeBytes;
    Instant occurred = submission.occurredAt();
    this.occurredAt = occurred == null ? now : occurred;
  }

  public UUID appId() {
    return appId;
  }

  /** The build that crashed; null where we have none of that version. */
  public @Nullable UUID buildId() {
    return buildId;
  }

  public UUID eventId() {
    return eventId;
  }

  /** "" if not known. */
  public String exceptionType() {
    return exceptionType;
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

  /** Where the text lies in the store, UTF-8. */
  public UUID fileKey() {
    return fileKey;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /** When it crashed, as the device says; when the report came in, if it does not. */
  public Instant occurredAt() {
    return occurredAt;
  }
}
