package dev.pappus.work;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of long work: QUEUED → RUNNING → DONE, FAILED or CANCELLED. It runs in steps, each in a
 * transaction of its own; a node that dies between two steps costs nothing but time.
 */
@Entity
@Table(name = "job")
public class Job extends AbstractEntity {
  private static final int MAX_MESSAGE = 1000;

  @Column(name = "team_id")
  private UUID teamId;

  private String kind;

  @Column(name = "subject_id")
  private UUID subjectId;

  @Enumerated(EnumType.STRING)
  private JobStatus status;

  private long done;
  private long total;
  private String message;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Job() {}

  Job(UUID teamId, String kind, UUID subjectId, Instant now) {
    super(now);
    this.teamId = teamId;
    this.kind = kind;
    this.subjectId = subjectId;
    this.status = JobStatus.QUEUED;
    this.message = "";
  }

  /** Notes what a step did. */
  void progress(long newlyDone) {
    if (!status.ended()) {
      status = JobStatus.RUNNING;
      done += newlyDone;
      total = Math.max(total, done);
      message = "";
    }
  }

  /** Notes how much there is to do. */
  void expect(long expected) {
    total = Math.max(expected, done);
  }

  /** Notes why a step failed; it will be tried again. */
  void stumble(String why) {
    message = why.length() > MAX_MESSAGE ? why.substring(0, MAX_MESSAGE) : why;
  }

  void end(JobStatus end, Instant now) {
    if (!status.ended()) {
      status = end;
      finishedAt = now;
    }
  }

  public UUID teamId() {
    return teamId;
  }

  public String kind() {
    return kind;
  }

  public UUID subjectId() {
    return subjectId;
  }

  public JobStatus status() {
    return status;
  }

  public long done() {
    return done;
  }

  /** As far as known: 0 until something is done. */
  public long total() {
    return total;
  }

  public String message() {
    return message;
  }

  public @Nullable Instant finishedAt() {
    return finishedAt;
  }
}
