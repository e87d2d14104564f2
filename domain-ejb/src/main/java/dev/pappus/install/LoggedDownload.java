package dev.pappus.install;

import dev.pappus.build.Build;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That somebody began to download a package. Written once, never changed; goes by age. */
@Entity
@Table(name = "download_log")
public class LoggedDownload {
  @Id private UUID id;

  @SuppressWarnings("UnusedVariable") // for those who look into the table
  @Column(name = "team_id")
  private UUID teamId;

  @SuppressWarnings("UnusedVariable") // read by queries
  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "build_id")
  private UUID buildId;

  @Column(name = "at_time")
  private Instant at;

  @Column(name = "remote_address")
  private String remoteAddress;

  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  private @Nullable ActorKind actorKind;

  @SuppressWarnings("UnusedVariable") // for those who look into the table
  @Column(name = "actor_id")
  private @Nullable UUID actorId;

  @Column(name = "actor_name")
  private String actorName;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected LoggedDownload() {}

  LoggedDownload(
      UUID teamId, Build build, @Nullable Caller caller, String remoteAddress, Instant at) {
    this.id = PublicId.newKey();
    this.teamId = teamId;
    this.appId = build.appId();
    this.buildId = build.id();
    this.at = at;
    this.remoteAddress = remoteAddress;
    this.actorKind = caller == null ? null : caller.kind();
    this.actorId = caller == null ? null : caller.actorId();
    this.actorName = caller == null ? "" : caller.actorName();
  }

  public UUID id() {
    return id;
  }

  public UUID buildId() {
    return buildId;
  }

  public Instant at() {
    return at;
  }

  public String remoteAddress() {
    return remoteAddress;
  }

  /** How whoever it was proved itself; null for a stranger. */
  public @Nullable ActorKind actorKind() {
    return actorKind;
  }

  /** Who it was, "" for a stranger. */
  public String actorName() {
    return actorName;
  }
}
