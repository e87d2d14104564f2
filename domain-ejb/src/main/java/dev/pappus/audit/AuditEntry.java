package dev.pappus.audit;

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

/**
 * One change, made by somebody, or attempts at one that were refused. Written once, never changed:
 * the chain of seals ({@code audit.chain}) shows whether that is so.
 */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {
  @Id private UUID id;

  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "at_time")
  private Instant at;

  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  private ActorKind actorKind;

  @Column(name = "actor_id")
  private @Nullable UUID actorId;

  @Column(name = "actor_name")
  private String actorName;

  @Column(name = "remote_address")
  private String remoteAddress;

  private String action;
  private String subject;

  @Column(name = "before_state")
  private @Nullable String before;

  @Column(name = "after_state")
  private @Nullable String after;

  @Enumerated(EnumType.STRING)
  private AuditOutcome outcome;

  private int attempts;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AuditEntry() {}

  AuditEntry(
      Caller caller,
      String action,
      String subject,
      @Nullable String before,
      @Nullable String after,
      Instant at) {
    this.id = PublicId.newKey();
    this.teamId = caller.teamId();
    this.at = at;
    this.actorKind = caller.kind();
    this.actorId = caller.actorId();
    this.actorName = caller.actorName();
    this.remoteAddress = caller.remoteAddress();
    this.action = action;
    this.subject = subject;
    this.before = before;
    this.after = after;
    this.outcome = AuditOutcome.DONE;
    this.attempts = 1;
  }

  /**
   * Attempts that were refused.
   *
   * @param after JSON of what was wanted; null if nothing is known of it
   * @param attempts how many it stands for
   */
  static AuditEntry refused(
      Caller caller,
      String action,
      String subject,
      @Nullable String after,
      int attempts,
      Instant at) {
    AuditEntry entry = new AuditEntry(caller, action, subject, null, after, at);
    entry.outcome = AuditOutcome.REFUSED;
    entry.attempts = attempts;
    return entry;
  }

  public UUID id() {
    return id;
  }

  public UUID teamId() {
    return teamId;
  }

  public Instant at() {
    return at;
  }

  public ActorKind actorKind() {
    return actorKind;
  }

  public @Nullable UUID actorId() {
    return actorId;
  }

  public String actorName() {
    return actorName;
  }

  public String remoteAddress() {
    return remoteAddress;
  }

  /** What was done, {@code noun.verb}: {@code webhook.create}. */
  public String action() {
    return action;
  }

  /** Public id of what was changed. */
  public String subject() {
    return subject;
  }

  /** JSON of what changed, as it was; null for something new. */
  public @Nullable String before() {
    return before;
  }

  /** JSON of what changed, as it is now, or of what was wanted; null for something removed. */
  public @Nullable String after() {
    return after;
  }

  public AuditOutcome outcome() {
    return outcome;
  }

  /** How many attempts it stands for; 1 but for refused ones that were counted together. */
  public int attempts() {
    return attempts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditEntry entry && id.equals(entry.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
