package dev.pappus.delivery.store;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.EndpointChange;
import dev.pappus.delivery.Lane;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.Reading;
import dev.pappus.delivery.Skip;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The engine's rows. Every method runs in the caller's transaction and takes many rows at once.
 *
 * <p>All methods throw {@link RejectedRowsException} for rows that will never fit and {@link
 * StoreUnavailableException} for all other trouble.
 */
public interface DeliveryStore {

  /**
   * The webhooks of an app, those of its team included, removed ones not.
   *
   * @param only the one webhook asked for, or null for all
   */
  List<Subscription> subscriptions(UUID teamId, UUID appId, @Nullable UUID only);

  /** Writes a plan: bodies, deliveries with their due rows, skips. */
  void insert(List<MessageBody> bodies, List<PlannedDelivery> deliveries, List<Skip> skips);

  /** Locks lanes, in the order of their keys so that two never wait for each other. */
  Map<UUID, Lane> lockLanes(Collection<UUID> webhookIds);

  /** The due rows that are there, by delivery. */
  Map<UUID, DueRow> dueRows(Collection<UUID> deliveryIds);

  /** Writes attempts; one whose id is there already is left as it is. */
  void insertAttempts(List<Attempt> attempts);

  /** Takes deliveries out of the due rows and gives them their end. */
  void close(List<Closing> closings);

  /** Writes what changes of due rows: due time, expiry, counts. */
  void updateDue(List<DueRow> rows);

  /** Writes down what happened to endpoints. */
  void insertChanges(List<EndpointChange> changes);

  /** Writes the health of lanes. */
  void updateLanes(Collection<Lane> lanes);

  /**
   * Deliveries that are due in lanes of a node, each lane's in the order they are to be sent.
   * Webhooks that are off and endpoints that may not be called give their tests alone, those whose
   * circuit is open one probe when its time has come, removed ones nothing.
   *
   * @param busy deliveries that the node has in hand already
   */
  Reading readDue(UUID node, List<LaneDemand> demands, Instant now, Set<UUID> busy);

  /** Whether the operator has paused all deliveries. */
  boolean paused();

  /** Unfinished deliveries of removed webhooks in lanes of a node. */
  List<DueRow> ofRemovedWebhooks(UUID node, Set<UUID> busy, int max);

  /** What somebody wants closed in lanes of a node, of which the node has nothing in hand. */
  List<Withdrawn> withdrawn(UUID node, Set<UUID> busy, int max);

  /** Forgets wishes about deliveries that have come to their end. */
  void forgetWithdrawn(Collection<UUID> deliveryIds);

  /** Deleted apps that are to be looked at now in lanes of a node, longest due first. */
  List<AppWithdrawal> withdrawnApps(UUID node, Instant now, int max);

  /**
   * Pending deliveries of an app behind one of them, oldest first, each with its webhook. Some may
   * have no due row.
   */
  Map<UUID, UUID> pending(UUID appId, UUID after, int max);

  /** Writes how far deleted apps were looked at, and when to look again. */
  void looked(List<AppWithdrawal> marks);

  /** Forgets deleted apps of which nothing is left in the lane. */
  void forgetWithdrawnApps(List<AppWithdrawal> marks);

  /**
   * Unfinished deliveries in lanes of a node that have expired.
   *
   * @param bornBefore the oldest possible time of birth of what has not expired
   */
  List<DueRow> expired(UUID node, Instant now, Instant bornBefore, Set<UUID> busy, int max);
}
