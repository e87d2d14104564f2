package dev.pappus.delivery;

import dev.pappus.shared.log.LogLine;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Wakes the pump after a commit: one small non-persistent message with the ids of webhooks that
 * have work. A bell that is lost or doubled does no harm, the pump looks for itself twice a second.
 *
 * <p>Ids of many commits go into one message: one task sends, never two. It must be a task of its
 * own: sending in {@code afterCompletion} itself fails on WildFly. An EJB, since only there do both
 * servers bind the queue's definition and all four resources.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@JMSDestinationDefinition(
    name = DeliveryBell.QUEUE,
    interfaceName = "jakarta.jms.Queue",
    destinationName = "pappusDeliveryBell")
public class DeliveryBell {
  /** The queue's name, for the definition and both ends. */
  public static final String QUEUE = "java:app/jms/deliveryBell";

  /** What one message carries at most. */
  private static final int MAX_IDS = 500;

  private static final Logger LOG = System.getLogger(DeliveryBell.class.getName());

  @Resource TransactionSynchronizationRegistry transactions;
  @Resource ManagedExecutorService executor;

  @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
  ConnectionFactory factory;

  @Resource(lookup = QUEUE)
  Queue queue;

  @Inject EngineStatus status;

  private final Set<UUID> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ringing = new AtomicBoolean();

  /**
   * Rings for these webhooks when the caller's transaction has committed; never if it rolls back.
   */
  public void ringAfterCommit(Set<UUID> webhookIds) {
    if (webhookIds.isEmpty()) {
      return;
    }
    Set<UUID> ids = Set.copyOf(webhookIds);
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // nothing is to be done before
          }

          @Override
          public void afterCompletion(int outcome) {
            if (outcome == Status.STATUS_COMMITTED) {
              pending.addAll(ids);
              submit();
            }
          }
        });
  }

  private void submit() {
    if (!ringing.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::ring);
    } catch (RejectedExecutionException e) {
      ringing.set(false);
      lost(e);
    }
  }

  private void ring() {
    try {
      send(take());
    } catch (JMSRuntimeException e) {
      lost(e);
    } finally {
      ringing.set(false);
    }
    if (!pending.isEmpty()) {
      submit();
    }
  }

  private void send(List<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    String text = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    try (JMSContext context = factory.createContext()) {
      context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, text);
    }
  }

  private List<UUID> take() {
    List<UUID> ids = new ArrayList<>();
    for (Iterator<UUID> i = pending.iterator(); i.hasNext() && ids.size() < MAX_IDS; ) {
      ids.add(i.next());
      i.remove();
    }
    return ids;
  }

  private void lost(RuntimeException cause) {
    status.bellLost();
    LOG.log(Level.DEBUG, () -> LogLine.of("delivery.bell-lost").with("cause", cause).toString());
  }
}
