package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of the console, as its owner sees it in the list. It goes on while its row is there and
 * its generation is the account's.
 */
@Entity
@Table(name = "account_session")
public class AccountSession extends AbstractEntity {
  @Column(name = "user_id")
  private UUID userId;

  private long generation;

  @Column(name = "seen_at")
  private Instant seenAt;

  private String address;
  private String agent;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AccountSession() {}

  AccountSession(SessionKey key, String address, String agent, Instant now) {
    super(now);
    this.userId = key.userId();
    this.generation = key.generation();
    this.seenAt = now;
    this.address = address;
    this.agent = agent;
  }

  UUID userId() {
    return userId;
  }

  long generation() {
    return generation;
  }

  /** Its last request, to about a minute. */
  public Instant seenAt() {
    return seenAt;
  }

  /** Where it began. */
  public String address() {
    return address;
  }

  /** What the browser calls itself; "" if it does not. */
  public String agent() {
    return agent;
  }
}
