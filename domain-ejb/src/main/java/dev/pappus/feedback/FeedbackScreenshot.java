package dev.pappus.feedback;

import dev.pappus.shared.id.PublicId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A picture that came with feedback; its bytes lie in the store. */
@Entity
@Table(name = "feedback_screenshot")
public class FeedbackScreenshot {
  @Id private UUID id;

  @Column(name = "feedback_id")
  private UUID feedbackId;

  @Column(name = "file_key")
  private UUID fileKey;

  @Column(name = "file_name")
  private String fileName;

  @Column(name = "content_type")
  private String contentType;

  @Column(name = "size_bytes")
  private long sizeBytes;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected FeedbackScreenshot() {}

  FeedbackScreenshot(UUID feedbackId, Screenshot screenshot, UUID fileKey) {
    this.id = PublicId.newKey();
    this.feedbackId = feedbackId;
    this.fileKey = fileKey;
    this.fileName = screenshot.fileName();
    this.contentType = screenshot.contentType();
    this.sizeBytes = screenshot.file().sizeBytes();
  }

  public UUID id() {
    return id;
  }

  public UUID feedbackId() {
    return feedbackId;
  }

  public UUID fileKey() {
    return fileKey;
  }

  public String fileName() {
    return fileName;
  }

  public String contentType() {
    return contentType;
  }

  public long sizeBytes() {
    return sizeBytes;
  }
}
