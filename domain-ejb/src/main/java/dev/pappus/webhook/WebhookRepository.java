package dev.pappus.webhook;

import dev.pappus.app.AppRepository;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link Webhook}. Removed ones are found by {@link #find} alone. */
@ApplicationScoped
public class WebhookRepository {
  /** SQL:2003 unique violation, the same on H2 and PostgreSQL. */
  private static final String UNIQUE_VIOLATION = "23505";

  @Inject EntityManager em;

  @Inject AppRepository apps;

  /**
   * Writes a new webhook at once.
   *
   * @throws SlotTakenException if another webhook of the app has its slot
   */
  void add(Webhook webhook) {
    try {
      em.persist(webhook);
      em.flush();
    } catch (PersistenceException e) {
      if (isSlotTaken(e)) {
        throw new SlotTakenException();
      }
      throw e;
    }
  }

  private static boolean isSlotTaken(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT).contains("webhook_slot");
      }
    }
    return false;
  }

  /** A webhook by key, removed or not, whoever asks: for the house's own use. */
  public Optional<Webhook> find(UUID id) {
    return Optional.ofNullable(em.find(Webhook.class, id));
  }

  /**
   * A webhook of an app of the caller's team.
   *
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found} if there is no such app
   * @throws WebhookNotFoundException {@code webhook-not-found} if it has no such webhook
   */
  public Webhook get(Caller caller, UUID appId, UUID id) {
    apps.get(caller, appId);
    return belonging(appId, find(id).orElse(null));
  }

  /** As {@link #get}, with its row locked: changes of one webhook are one after the other. */
  Webhook getLocked(Caller caller, UUID appId, UUID id) {
    apps.get(caller, appId);
    Webhook webhook = belonging(appId, find(id).orElse(null));
    em.refresh(webhook, LockModeType.PESSIMISTIC_WRITE);
    return belonging(appId, webhook);
  }

  /** A webhook by key with its row locked, whoever asks; empty if there is none or no more. */
  Optional<Webhook> lockLive(UUID id) {
    Webhook webhook = em.find(Webhook.class, id);
    if (webhook != null) {
      em.refresh(webhook, LockModeType.PESSIMISTIC_WRITE);
    }
    return Optional.ofNullable(webhook).filter(found -> !found.removed());
  }

  private static Webhook belonging(UUID appId, @Nullable Webhook webhook) {
    if (webhook == null || webhook.removed() || !appId.equals(webhook.appId())) {
      throw new WebhookNotFoundException();
    }
    return webhook;
  }

  /**
   * The webhooks of an app of the caller's team, by slot.
   *
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found} if there is no such app
   */
  public List<Webhook> list(Caller caller, UUID appId) {
    apps.get(caller, appId);
    return live(appId);
  }

  /** All webhooks of an app, switched on or not, by slot: what an event is planned for. */
  public List<Webhook> live(UUID appId) {
    return em.createQuery(
            "select w from Webhook w where w.appId = :app and w.removedAt is null order by w.slot",
            Webhook.class)
        .setParameter("app", appId)
        .getResultList();
  }
}
