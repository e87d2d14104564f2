package dev.pappus.webhook;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AppRepository;
import dev.pappus.shared.persistence.SealedRows;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
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
  private static final SealedRows<Webhook> SEALED =
      new SealedRows<>(Webhook.class, "secret", "previousSecret", "customHeaders", "asymmetricKey");

  /** SQL:2003 unique violation, the same on H2 and PostgreSQL. */
  private static final String UNIQUE_VIOLATION = "23505";

  @Inject EntityManager em;

  @Inject AppRepository apps;
  @Inject AccessControl accessControl;

  /**
   * Writes a new webhook at once.
   *
   * @throws SlotTakenException if another webhook of its owner has its slot
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

  /** A webhook of an app of the caller's team: {@link #get(Caller, WebhookOwner, UUID)}. */
  public Webhook get(Caller caller, UUID appId, UUID id) {
    return get(caller, WebhookOwner.app(appId), id);
  }

  /** A webhook that the caller may see: {@link #get(Caller, Permission, WebhookOwner, UUID)}. */
  public Webhook get(Caller caller, WebhookOwner owner, UUID id) {
    return get(caller, Permission.VIEW_WEBHOOKS, owner, id);
  }

  /**
   * A webhook of the caller's team or of one of its apps, with which it may do something.
   *
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found} if there is no such app
   * @throws WebhookNotFoundException {@code webhook-not-found} if it has no such webhook
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Webhook get(Caller caller, Permission permission, WebhookOwner owner, UUID id) {
    return belonging(owned(caller, permission, owner), owner, find(id).orElse(null));
  }

  /** The owner's key, once it is known to be the caller's. */
  private UUID owned(Caller caller, Permission permission, WebhookOwner owner) {
    UUID appId = owner.appId();
    if (appId == null) {
      accessControl.require(caller, permission);
      return caller.teamId();
    }
    return apps.get(caller, permission, appId).id();
  }

  /** As {@link #get}, with its row locked: changes of one webhook are one after the other. */
  Webhook getLocked(Caller caller, WebhookOwner owner, UUID id) {
    UUID key = owned(caller, Permission.MANAGE_WEBHOOKS, owner);
    Webhook webhook = belonging(key, owner, find(id).orElse(null));
    em.refresh(webhook, LockModeType.PESSIMISTIC_WRITE);
    return belonging(key, owner, webhook);
  }

  /** A webhook by key with its row locked, whoever asks; empty if there is none or no more. */
  Optional<Webhook> lockLive(UUID id) {
    Webhook webhook = em.find(Webhook.class, id);
    if (webhook != null) {
      em.refresh(webhook, LockModeType.PESSIMISTIC_WRITE);
    }
    return Optional.ofNullable(webhook).filter(found -> !found.removed());
  }

  private static Webhook belonging(UUID key, WebhookOwner owner, @Nullable Webhook webhook) {
    if (webhook == null
        || webhook.removed()
        || !key.equals(webhook.ownerId())
        || owner.isTeam() != (webhook.appId() == null)) {
      throw new WebhookNotFoundException();
    }
    return webhook;
  }

  /** The webhooks of an app of the caller's team: {@link #list(Caller, WebhookOwner)}. */
  public List<Webhook> list(Caller caller, UUID appId) {
    return list(caller, WebhookOwner.app(appId));
  }

  /**
   * The webhooks of the caller's team itself, or of one of its apps, by slot.
   *
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found} if there is no such app
   */
  public List<Webhook> list(Caller caller, WebhookOwner owner) {
    return list(caller, Permission.VIEW_WEBHOOKS, owner);
  }

  /** As {@link #list(Caller, WebhookOwner)}, for somebody who may do something with them. */
  List<Webhook> list(Caller caller, Permission permission, WebhookOwner owner) {
    return live(owned(caller, permission, owner));
  }

  /**
   * Webhooks, removed or not, that hold a text which does not begin so, by key, their rows locked.
   *
   * @param prefix of texts that the newest key sealed
   * @param after only webhooks behind this one; null for all
   */
  List<Webhook> sealedOtherwise(String prefix, @Nullable UUID after, int max) {
    return SEALED.ofOtherKeys(em, prefix, after, max);
  }

  /** How many those are. */
  long countSealedOtherwise(String prefix) {
    return SEALED.countOfOtherKeys(em, prefix);
  }

  /** How many webhooks the app of a team has that has most. */
  long mostOfAnApp(UUID teamId) {
    return em.createQuery(
            "select count(w) from Webhook w where w.teamId = :team and w.appId is not null"
                + " and w.removedAt is null group by w.appId order by count(w) desc",
            Long.class)
        .setParameter("team", teamId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }

  /** All webhooks of an owner, an app or a team, switched on or not, by slot. */
  public List<Webhook> live(UUID ownerId) {
    return em.createQuery(
            "select w from Webhook w where w.ownerId = :owner and w.removedAt is null"
                + " order by w.slot",
            Webhook.class)
        .setParameter("owner", ownerId)
        .getResultList();
  }
}
