package dev.pappus.testflight;

import dev.pappus.shared.persistence.AbstractEntity;
import dev.pappus.shared.text.TextRules;
import dev.pappus.work.Job;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over of a build, and how far it is: {@link UploadState} names the steps. It notes what
 * was made at Apple's, so that whoever goes on makes nothing a second time. A build has one at
 * most; begun anew after it failed or was cancelled, it forgets what it knew and looks again.
 */
@Entity
@Table(name = "testflight_upload")
public class TestFlightUpload extends AbstractEntity {
  private static final int MAX_TOLD = 2000;

  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "build_id")
  private UUID buildId;

  @Column(name = "job_id")
  private UUID jobId;

  @Enumerated(EnumType.STRING)
  private UploadState state;

  @Column(name = "state_since")
  private Instant stateSince;

  @Column(name = "apple_app_id")
  private @Nullable String appleAppId;

  @Column(name = "apple_upload_id")
  private @Nullable String appleUploadId;

  @Column(name = "apple_file_id")
  private @Nullable String appleFileId;

  @Column(name = "bytes_sent")
  private long bytesSent;

  private int stumbles;
  private String told;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected TestFlightUpload() {}

  TestFlightUpload(UUID appId, UUID buildId, Job job, Instant now) {
    super(now);
    this.teamId = job.teamId();
    this.appId = appId;
    this.buildId = buildId;
    this.jobId = job.id();
    this.state = UploadState.FINDING_APP;
    this.stateSince = now;
    this.told = "";
  }

  void beginAnew(Job job, Instant now) {
    teamId = job.teamId();
    jobId = job.id();
    appleAppId = null;
    appleUploadId = null;
    appleFileId = null;
    bytesSent = 0;
    enter(UploadState.FINDING_APP, now);
  }

  void foundApp(String id, Instant now) {
    appleAppId = id;
    enter(UploadState.CREATING, now);
  }

  void created(String id, Instant now) {
    appleUploadId = id;
    enter(UploadState.RESERVING, now);
  }

  void reserved(String id, Instant now) {
    appleFileId = id;
    enter(UploadState.SENDING, now);
  }

  /** Apple has so much of the file now, from its beginning. */
  void sent(long bytes) {
    bytesSent = Math.max(bytesSent, bytes);
    answered();
  }

  /** Apple has the whole file. */
  void sentAll(long bytes, Instant now) {
    bytesSent = bytes;
    enter(UploadState.COMMITTING, now);
  }

  void committed(Instant now) {
    enter(UploadState.PROCESSING, now);
  }

  /** Apple has answered. */
  void answered() {
    stumbles = 0;
    told = "";
  }

  /**
   * @param words Apple's warnings, "" for none
   */
  void completed(String words, Instant now) {
    enter(UploadState.COMPLETE, now);
    tell(words);
  }

  void failed(String why, Instant now) {
    enter(UploadState.FAILED, now);
    tell(why);
  }

  void cancel(Instant now) {
    if (!state.ended()) {
      enter(UploadState.CANCELLED, now);
    }
  }

  /** Apple could not be reached; counts how often in a row. */
  int stumble(String why) {
    tell(why);
    return ++stumbles;
  }

  private void enter(UploadState next, Instant now) {
    state = next;
    stateSince = now;
    answered();
  }

  private void tell(String words) {
    told = TextRules.cut(TextRules.storable(words), MAX_TOLD);
  }

  /** The team that handed it over; the app may be another's by now. */
  public UUID teamId() {
    return teamId;
  }

  public UUID appId() {
    return appId;
  }

  public UUID buildId() {
    return buildId;
  }

  /** The job that does it. */
  public UUID jobId() {
    return jobId;
  }

  public UploadState state() {
    return state;
  }

  /** When it came into its state. */
  public Instant stateSince() {
    return stateSince;
  }

  /** What Apple calls the app; "" until it is known. */
  String appleAppId() {
    return appleAppId == null ? "" : appleAppId;
  }

  /** What Apple calls the upload; "" until it is known. */
  public String appleUploadId() {
    return appleUploadId == null ? "" : appleUploadId;
  }

  /** What Apple calls the file; "" until it is known. */
  String appleFileId() {
    return appleFileId == null ? "" : appleFileId;
  }

  /** How much of the file Apple has, from its beginning. */
  public long bytesSent() {
    return bytesSent;
  }

  /** What Apple, or we, said last: an error, a warning; "" for nothing. */
  public String told() {
    return told;
  }
}
