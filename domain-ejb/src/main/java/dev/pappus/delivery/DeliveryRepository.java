package dev.pappus.delivery;

import dev.pappus.account.AccessControl;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.time.DbClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What has become of events: deliveries, attempts, skips, and the health of endpoints. */
@ApplicationScoped
public class DeliveryRepository {
  @Inject AccessControl accessControl;
  @Inject DeliveryHistory history;
  @Inject LaneStore lanes;
  @Inject EngineStatus status;
  @Inject DbClock dbClock;

  /** Deliveries of an app, newest first. The caller has made sure that the app may be seen. */
  public Page<Delivery> page(UUID appId, DeliveryFilter filter, PageRequest request) {
    List<Delivery> rows =
        history.page(appId, filter, request.before(), request.limit() + 1).stream()
            .map(this::withStatus)
            .toList();
    return Page.of(rows, request, Delivery::id);
  }

  /**
   * Deliveries of a webhook, newest first. The caller has made sure that the webhook may be seen.
   */
  public Page<Delivery> pageOfWebhook(UUID webhookId, DeliveryFilter filter, PageRequest request) {
    List<Delivery> rows =
        history.pageOfWebhook(webhookId, filter, request.before(), request.limit() + 1).stream()
            .map(this::withStatus)
            .toList();
    return Page.of(rows, request, Delivery::id);
  }

  /** A delivery that the caller may see: {@link #get(Caller, Permission, UUID)}. */
  public Delivery get(Caller caller, UUID id) {
    return get(caller, Permission.VIEW_WEBHOOKS, id);
  }

  /**
   * A delivery of the caller's team with which it may do something.
   *
   * @throws DeliveryNotFoundException {@code delivery-not-found} if there is none, or none for this
   *     caller
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Delivery get(Caller caller, Permission permission, UUID id) {
    accessControl.requireSomewhere(caller, permission);
    Delivery delivery =
        history
            .find(caller.teamId(), id)
            .filter(found -> caller.grants().reaches(found.appId()))
            .orElseThrow(DeliveryNotFoundException::new);
    accessControl.require(caller, permission, delivery.appId());
    return withStatus(delivery);
  }

  /**
   * A delivery of a webhook, whoever asks: the caller has made sure that the webhook may be seen.
   */
  public Optional<Delivery> ofWebhook(UUID webhookId, UUID id) {
    return history.findOfWebhook(webhookId, id).map(this::withStatus);
  }

  /** The attempts of a delivery, first first. */
  public List<Attempt> attempts(UUID deliveryId) {
    return history.attempts(deliveryId);
  }

  /**
   * As {@link #attempts}, for lists: without what was sent, and of the answers' bodies only the
   * beginning.
   *
   * @param answerBytes how much of each answer
   */
  public Map<UUID, List<Attempt>> attemptsInShort(Collection<UUID> deliveryIds, int answerBytes) {
    return history.attemptsInShort(deliveryIds, answerBytes).stream()
        .collect(Collectors.groupingBy(Attempt::deliveryId));
  }

  /** The body of a delivery as it was stored; empty once it was purged. */
  public Optional<MessageBody> body(UUID deliveryId) {
    return history.body(deliveryId);
  }

  /** The types of events, by event; one that was purged is left out. */
  public Map<UUID, String> eventTypes(Collection<UUID> eventIds) {
    return history.eventTypes(eventIds);
  }

  /**
   * Why deliveries are not being sent at this moment; those in flight and finished are left out.
   */
  public Map<UUID, Waiting> waiting(Collection<Delivery> found) {
    List<UUID> ids =
        found.stream()
            .filter(delivery -> !delivery.status().finished() && !delivery.inFlight())
            .map(Delivery::id)
            .toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    Instant now = dbClock.now();
    return history.situations(ids).stream()
        .collect(
            Collectors.toMap(Waiting.Situation::deliveryId, its -> WaitingRules.explain(its, now)));
  }

  /** The deliveries of events, by event; an event without any is left out. */
  public Map<UUID, List<Delivery>> ofEvents(Collection<UUID> eventIds) {
    return history.ofEvents(eventIds).stream()
        .map(this::withStatus)
        .collect(Collectors.groupingBy(Delivery::eventId));
  }

  /** The webhooks that got no delivery of events, by event; an event without any is left out. */
  public Map<UUID, List<Skip>> skipsOfEvents(Collection<UUID> eventIds) {
    return history.skipsOfEvents(eventIds).stream().collect(Collectors.groupingBy(Skip::eventId));
  }

  /** How the endpoints of webhooks have been doing, one for each webhook asked for. */
  public Map<UUID, WebhookHealth> health(Collection<UUID> webhookIds) {
    Map<UUID, WebhookHealth> known = new HashMap<>(lanes.health(webhookIds));
    webhookIds.forEach(id -> known.putIfAbsent(id, WebhookHealth.UNKNOWN));
    return known;
  }

  /** What happened to a webhook's endpoint, newest first. */
  public Page<EndpointChange> endpointChanges(UUID webhookId, PageRequest request) {
    return Page.of(
        lanes.changes(webhookId, request.before(), request.limit() + 1),
        request,
        EndpointChange::id);
  }

  /**
   * Removes history of an app, in the caller's transaction; never what is still due.
   *
   * @return how many rows went; 0 when nothing is left that may go
   */
  public int purge(UUID appId, int max) {
    return history.purge(appId, max);
  }

  private Delivery withStatus(Delivery delivery) {
    return delivery.sendingNow(status.inFlight(delivery.id()));
  }
}
