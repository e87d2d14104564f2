package dev.pappus.inbox;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something a team was told. */
@Entity
@Table(name = "notice")
public class Notice extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private @Nullable UUID appId;

  private String kind;

  @Column(name = "subject_id")
  private UUID subjectId;

  @Column(name = "subject_name")
  private String subjectName;

  private String detail;

  @Column(name = "read_at")
  private @Nullable Instant readAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Notice() {}

  /**
   * @param appId the app it is about; null if it is about none in particular
   * @param kind what happened, {@code noun-verb-ed}: the key of its words
   * @param subjectId what it happened to
   * @param subjectName how people know that
   * @param detail more in plain words, "" for none
   */
  public Notice(
      UUID teamId,
      @Nullable UUID appId,
      String kind,
      UUID subjectId,
      String subjectName,
      String detail,
      Instant now) {
    super(now);
    this.teamId = teamId;
    this.appId = appId;
    this.kind = kind;
    this.subjectId = subjectId;
    this.subjectName = subjectName;
    this.detail = detail;
  }

  /** Somebody of the team has read it. */
  void read(Instant now) {
    if (readAt == null) {
      readAt = now;
    }
  }

  public UUID teamId() {
    return teamId;
  }

  public @Nullable UUID appId() {
    return appId;
  }

  public String kind() {
    return kind;
  }

  public UUID subjectId() {
    return subjectId;
  }

  public String subjectName() {
    return subjectName;
  }

  public String detail() {
    return detail;
  }

  /** When it was read first; null while it is new. */
  public @Nullable Instant readAt() {
    return readAt;
  }
}
