package dev.pappus.app;

import dev.pappus.shared.Platform;
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
 * An app: team, platform and bundle id name it. Registered by its first upload; deleted by marking,
 * which frees its identity and slug at once, while a job purges what belongs to it.
 */
@Entity
@Table(name = "app")
public class App extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Enumerated(EnumType.STRING)
  private Platform platform;

  @Column(name = "bundle_id")
  private String bundleId;

  private String name;
  private @Nullable String slug;

  @Column(name = "page_color")
  private @Nullable String pageColor;

  @Column(name = "page_text")
  private String pageText;

  @Column(name = "page_brand")
  private boolean pageBrand;

  @SuppressWarnings("UnusedVariable") // searched by queries
  private @Nullable Short live;

  @Column(name = "ingest_key")
  private String ingestKey;

  @Column(name = "last_build_number")
  private long lastBuildNumber;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected App() {}

  public App(
      UUID teamId,
      Platform platform,
      String bundleId,
      String name,
      String slug,
      String ingestKey,
      Instant now) {
    super(now);
    this.teamId = teamId;
    this.platform = platform;
    this.bundleId = bundleId;
    this.name = name;
    this.slug = slug;
    this.pageText = PageLook.OURS.text();
    this.pageBrand = PageLook.OURS.brand();
    this.live = 1;
    this.ingestKey = ingestKey;
    this.updatedAt = now;
  }

  /** Gives the next build its number, from 1. The version guards it against a second upload. */
  public long nextBuildNumber(Instant now) {
    updatedAt = now;
    return ++lastBuildNumber;
  }

  public void rename(String newName, Instant now) {
    name = newName;
    updatedAt = now;
  }

  public void moveTo(String newSlug, Instant now) {
    slug = newSlug;
    updatedAt = now;
  }

  void look(PageLook look, Instant now) {
    pageColor = look.color();
    pageText = look.text();
    pageBrand = look.brand();
    updatedAt = now;
  }

  /** How its install page looks, where the team's plan has that. */
  public PageLook look() {
    return new PageLook(pageColor, pageText, pageBrand);
  }

  /** Gives it to another team. */
  void giveTo(UUID otherTeam, Instant now) {
    teamId = otherTeam;
    updatedAt = now;
  }

  public void replaceIngestKey(String newKey, Instant now) {
    ingestKey = newKey;
    updatedAt = now;
  }

  /** Marks it as gone; its identity and slug are free at once. */
  public void delete(Instant now) {
    live = null;
    slug = null;
    deletedAt = now;
    updatedAt = now;
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  public UUID teamId() {
    return teamId;
  }

  public Platform platform() {
    return platform;
  }

  public String bundleId() {
    return bundleId;
  }

  public String name() {
    return name;
  }

  /** The path of its install page, "" once deleted. */
  public String slug() {
    return slug == null ? "" : slug;
  }

  /** What the app in the field proves itself with when it reports. */
  public String ingestKey() {
    return ingestKey;
  }

  public Instant updatedAt() {
    return updatedAt;
  }
}
