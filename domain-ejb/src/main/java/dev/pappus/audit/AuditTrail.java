package dev.pappus.audit;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Takes down every change, in the transaction of the change: without its audit entry it did not
 * happen. A use case calls it itself, since it alone knows what was before and after.
 */
@ApplicationScoped
public class AuditTrail {
  @Inject EntityManager em;

  @Inject Clock clock;

  /**
   * @param action {@code noun.verb}
   * @param subject public id of what is changed
   * @param before the changed members as they were, secrets masked; null for something new
   * @param after the changed members as they are, secrets masked; null for something removed
   */
  public void record(
      Caller caller,
      String action,
      String subject,
      @Nullable JsonObject before,
      @Nullable JsonObject after) {
    write(new AuditEntry(caller, action, subject, text(before), text(after), clock.instant()));
  }

  /** Takes an entry down; the sealer finds it by the row beside it. */
  void write(AuditEntry entry) {
    em.persist(entry);
    em.persist(new UnsealedEntry(entry.id()));
  }

  private static @Nullable String text(@Nullable JsonObject json) {
    return json == null ? null : json.toString();
  }
}
