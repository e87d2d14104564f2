package dev.pappus.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan: its limits and features. A row that operators may change; read anew whenever something is
 * judged by it.
 */
@Entity
@Table(name = "plan")
public class Plan {
  /** The plan of a team that pays for none. */
  public static final String FREE = "FREE";

  @Id private String name;

  @SuppressWarnings("UnusedVariable") // read by queries
  private int position;

  private @Nullable Long apps;

  @Column(name = "builds_per_app")
  private @Nullable Long buildsPerApp;

  @Column(name = "storage_bytes")
  private @Nullable Long storageBytes;

  @Column(name = "downloads_per_day")
  private @Nullable Long downloadsPerDay;

  @Column(name = "webhooks_per_app")
  private @Nullable Long webhooksPerApp;

  private @Nullable Long members;
  private String features;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Plan() {}

  public String name() {
    return name;
  }

  /** How many there may be; null for no limit, or of downloads for that of the settings. */
  public @Nullable Long limit(PlanLimit limit) {
    return switch (limit) {
      case APPS -> apps;
      case BUILDS_PER_APP -> buildsPerApp;
      case STORAGE_BYTES -> storageBytes;
      case DOWNLOADS_PER_DAY -> downloadsPerDay;
      case WEBHOOKS_PER_APP -> webhooksPerApp;
      case MEMBERS -> members;
    };
  }

  public boolean has(PlanFeature feature) {
    return features().contains(feature);
  }

  public Set<PlanFeature> features() {
    Set<String> names = Set.of(features.split(",", -1));
    return Arrays.stream(PlanFeature.values())
        .filter(feature -> names.contains(feature.wireName()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
