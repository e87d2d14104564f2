package dev.pappus.build;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A build's icon: a PNG that we encoded ourselves. Apart from the build, which lists read. */
@Entity
@Table(name = "build_icon")
public class BuildIcon {
  @Id
  @Column(name = "build_id")
  private UUID buildId;

  private byte[] png;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected BuildIcon() {}

  BuildIcon(UUID buildId, byte[] png) {
    this.buildId = buildId;
    this.png = png.clone();
  }

  void show(byte[] newPng) {
    png = newPng.clone();
  }

  public UUID buildId() {
    return buildId;
  }

  public byte[] png() {
    return png.clone();
  }
}
