package dev.pappus.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event down and tells the rest of the house, both in the transaction of the caller: if
 * that fails, the event never happened.
 */
@ApplicationScoped
public class EventRecorder {
  @Inject EventRepository events;
  @Inject Event<EventRecorded> recorded;

  /** Records an event for all webhooks that ask for it. */
  public void record(UUID teamId, EventMessage message) {
    record(teamId, message, null);
  }

  /** Records a test for one webhook; {@code message} must be marked as a test. */
  public void recordTest(UUID teamId, EventMessage message, UUID webhookId) {
    record(teamId, message, webhookId);
  }

  private void record(UUID teamId, EventMessage message, @Nullable UUID onlyWebhookId) {
    events.add(new AppEvent(teamId, message));
    recorded.fire(new EventRecorded(teamId, message, onlyWebhookId));
  }
}
