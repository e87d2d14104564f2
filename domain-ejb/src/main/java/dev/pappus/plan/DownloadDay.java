package dev.pappus.plan;

import dev.pappus.shared.id.PublicId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** How often a build was downloaded on a day; changed by conditional updates alone. */
@Entity
@Table(name = "download_day")
@SuppressWarnings("UnusedVariable") // written here, read and changed by queries
class DownloadDay {
  @Id private UUID id;

  @Column(name = "build_id")
  private UUID buildId;

  @Column(name = "on_day")
  private LocalDate day;

  private long used;
  private boolean told;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected DownloadDay() {}

  DownloadDay(UUID buildId, LocalDate day) {
    this.id = PublicId.newKey();
    this.buildId = buildId;
    this.day = day;
  }
}
