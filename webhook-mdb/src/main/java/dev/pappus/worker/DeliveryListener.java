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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Hears the bell and wakes the pump; nothing else, and never throws: a broker would send the bell
 * again and again. Without a transaction: with one, the round would join it and calls would leave
 * before the commit.
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
  private static final Logger LOG = System.getLogger(DeliveryListener.class.getName());

  @Inject DeliveryPump pump;

  @Override
  public void onMessage(Message message) {
    try {
      pump.wake(ids(message.getBody(String.class)));
    } catch (JMSException | RuntimeException e) {
      LOG.log(Level.DEBUG, () -> LogLine.of("delivery.bell-unread").with("cause", e).toString());
    }
  }

  private static Set<UUID> ids(String text) {
    return Arrays.stream(text.split(",", -1)).map(UUID::fromString).collect(Collectors.toSet());
  }
}
