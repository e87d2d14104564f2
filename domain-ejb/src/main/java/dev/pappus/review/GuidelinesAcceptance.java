package dev.pappus.review;

import dev.pappus.shared.persistence.AbstractEntity;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a team accepted one version of the guidelines, and who did it. Never changed. */
@Entity
@Table(name = "guidelines_acceptance")
public class GuidelinesAcceptance extends AbstractEntity {
  @SuppressWarnings("UnusedVariable") // read by queries
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "guidelines_version")
  private int guidelinesVersion;

  @SuppressWarnings("UnusedVariable") // for those who look into the table
  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  private ActorKind actorKind;

  @SuppressWarnings("UnusedVariable") // for those who look into the table
  @Column(name = "actor_id")
  private @Nullable UUID actorId;

  @Column(name = "actor_name")
  private String actorName;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected GuidelinesAcceptance() {}

  GuidelinesAcceptance(Caller caller, int guidelinesVersion, Instant now) {
    super(now);
    this.teamId = caller.teamId();
    this.guidelinesVersion = guidelinesVersion;
    this.actorKind = caller.kind();
    this.actorId = caller.actorId();
    this.actorName = caller.actorName();
  }

  public int guidelinesVersion() {
    return guidelinesVersion;
  }

  /** Who accepted for the team. */
  public String actorName() {
    return actorName;
  }
}
