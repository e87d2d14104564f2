package dev.pappus.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An event as a row: written once in the transaction of the change it tells of, never changed. */
@Entity
@Table(name = "app_event")
public class AppEvent {
  @Id private UUID id;

  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private UUID appId;

  private String type;

  @Column(name = "occurred_at")
  private Instant occurredAt;

  private String message;
  private boolean test;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AppEvent() {}

  public AppEvent(UUID teamId, EventMessage event) {
    this.id = event.id();
    this.teamId = teamId;
    this.appId = event.app().id();
    this.type = event.type();
    this.occurredAt = event.occurredAt();
    this.message = event.toJson().toString();
    this.test = event.test();
  }

  public UUID id() {
    return id;
  }

  public UUID teamId() {
    return teamId;
  }

  public UUID appId() {
    return appId;
  }

  public String type() {
    return type;
  }

  public Instant occurredAt() {
    return occurredAt;
  }

  /** The neutral JSON, as text. */
  public String message() {
    return message;
  }

  public boolean test() {
    return test;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AppEvent event && id.equals(event.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
