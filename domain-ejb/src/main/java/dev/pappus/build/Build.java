package dev.pappus.build;

import dev.pappus.review.Review;
import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upload: a package, what it says of itself, and a number that counts the app's builds from 1.
 * Published with the event that tells of it; inspected again when readers have improved, which may
 * change its facts but never what it is known by; removed by marking, its bytes going when nothing
 * else refers to them.
 */
@Entity
@Table(name = "build")
public class Build extends AbstractEntity {
  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "channel_id")
  private UUID channelId;

  @Column(name = "version_name")
  private String version;

  @Column(name = "version_code")
  private String versionCode;

  private long number;
  private String format;

  @Column(name = "minimum_os")
  private @Nullable String minimumOs;

  @Column(name = "file_key")
  private UUID fileKey;

  @Column(name = "file_name")
  private String fileName;

  @Column(name = "size_bytes")
  private long sizeBytes;

  private String sha256;
  private String notes;
  private String facts;

  @Column(name = "duplicate_of")
  private @Nullable UUID duplicateOf;

  @Column(name = "inspected_at")
  private Instant inspectedAt;

  @Column(name = "inspection_problem")
  private @Nullable String inspectionProblem;

  @Embedded private Review review = Review.none();

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Build() {}

  Build(
      UUID id,
      UUID appId,
      UUID channelId,
      long number,
      BuildContent content,
      String notes,
      @Nullable UUID duplicateOf,
      Review review,
      Instant now) {
    super(id, now);
    this.appId = appId;
    this.channelId = channelId;
    this.number = number;
    this.version = content.version();
    this.versionCode = content.versionCode();
    this.format = content.format();
    this.minimumOs = content.minimumOs();
    this.fileKey = content.fileKey();
    this.fileName = content.fileName();
    this.sizeBytes = content.sizeBytes();
    this.sha256 = content.sha256();
    this.facts = content.facts().toString();
    this.notes = notes;
    this.duplicateOf = duplicateOf;
    this.review = review;
    this.inspectedAt = now;
  }

  /** Notes that its package was read again, and what was the matter then. */
  void inspected(@Nullable String problem, Instant at) {
    inspectionProblem = problem;
    inspectedAt = at;
  }

  /** Takes what a later inspection found; what it is known by stays as it was. */
  void describe(String newFacts, @Nullable String newMinimumOs) {
    facts = newFacts;
    minimumOs = newMinimumOs;
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  public UUID appId() {
    return appId;
  }

  public UUID channelId() {
    return channelId;
  }

  /** The version people see: "2.4". */
  public String version() {
    return version;
  }

  /** The package's own build number. */
  public String versionCode() {
    return versionCode;
  }

  /** Our counter per app, from 1. */
  public long number() {
    return number;
  }

  /** Name of the package format, {@code file} for any other file. */
  public String format() {
    return format;
  }

  public @Nullable String minimumOs() {
    return minimumOs;
  }

  /** Where its bytes lie in the store. */
  public UUID fileKey() {
    return fileKey;
  }

  /** As the client named it, without a path. */
  public String fileName() {
    return fileName;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /** 64 lower-case hex digits. */
  public String sha256() {
    return sha256;
  }

  public String notes() {
    return notes;
  }

  /** Further facts of the package, a JSON object of strings. */
  public String facts() {
    return facts;
  }

  /** A build of the same app with the same bytes. */
  public @Nullable UUID duplicateOf() {
    return duplicateOf;
  }

  /** Whether it may be given out: nobody has to approve it, or somebody has. */
  public boolean isApproved() {
    return review().approved();
  }

  /** What the installation says of it. */
  public Review review() {
    return review;
  }

  /** When its package was read last: at the upload, or since. */
  public Instant inspectedAt() {
    return inspectedAt;
  }

  /**
   * Why the last inspection left all or something as it was: the code of a refusal, or one of
   * {@link InspectionProblem}; null if there is nothing to say.
   */
  public @Nullable String inspectionProblem() {
    return inspectionProblem;
  }
}
