package dev.pappus.worker;

import dev.pappus.delivery.DeliveryBell;
import dev.pappus.shared.log.LogLine;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Hears the bell and wakes the pump, nothing else. Without a transaction: with the default one the
 * round would join it, and calls would leave before its commit. Never throws: a message that fails
 * is delivered again without end on one server, and ends in the dead-letter queue on the other.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = DeliveryBell.QUEUE)
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryListener implements MessageListener {
  private static final System.Logger LOG = System.getLogger(DeliveryListener.class.getName());

  @Inject DeliveryPump pump;

  @Override
  public void onMessage(Message message) {
    try {
      pump.wake(webhookIds(message.getBody(String.class)));
    } catch (JMSException | RuntimeException e) {
      // the pump looks for itself twice a second
      LOG.log(Level.WARNING, LogLine.of("delivery.bell-unreadable").with("cause", e).toString());
    }
  }

  private static Set<UUID> webhookIds(String text) {
    Set<UUID> ids = new HashSet<>();
    for (String id : text.split(",", -1)) {
      ids.add(UUID.fromString(id));
    }
    return ids;
  }
}
