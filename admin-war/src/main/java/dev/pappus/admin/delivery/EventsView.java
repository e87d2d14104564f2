package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Language;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryWords;
import dev.pappus.delivery.Skip;
import dev.pappus.event.AppEvent;
import dev.pappus.event.EventRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookRepository;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of an app, and of each what became of it at every webhook, or why it got none. */
@Named
@RequestScoped
public class EventsView {
  private static final int PAGE_SIZE = 30;

  @Inject CurrentApp current;
  @Inject EventRepository events;
  @Inject DeliveryRepository deliveries;
  @Inject WebhookRepository webhooks;
  @Inject Language language;
  @Inject HttpServletRequest request;

  private Page<Row> page = new Page<>(List.of(), null);
  private final Map<UUID, String> names = new HashMap<>();

  /** One event. */
  public record Row(String id, AppEvent event, List<Sent> sent, List<NotSent> notSent) {}

  /** A delivery of it. */
  public record Sent(String id, String webhook, Delivery delivery) {}

  /** A webhook that got none, and why. */
  public record NotSent(String webhook, String why) {}

  @PostConstruct
  void load() {
    Page<AppEvent> found =
        events.page(current.id(), PageRequest.of(PAGE_SIZE, request.getParameter("cursor")));
    List<UUID> ids = found.items().stream().map(AppEvent::id).toList();
    Map<UUID, List<Delivery>> sent = deliveries.ofEvents(ids);
    Map<UUID, List<Skip>> skipped = deliveries.skipsOfEvents(ids);
    DeliveryWords words = DeliveryWords.in(language.getLocale());
    page =
        found.map(
            event ->
                new Row(
                    PublicId.format(IdKind.EVENT, event.id()),
                    event,
                    sent.getOrDefault(event.id(), List.of()).stream()
                        .map(
                            delivery ->
                                new Sent(
                                    PublicId.format(IdKind.DELIVERY, delivery.id()),
                                    nameOf(delivery.webhookId()),
                                    delivery))
                        .toList(),
                    skipped.getOrDefault(event.id(), List.of()).stream()
                        .map(
                            skip ->
                                new NotSent(nameOf(skip.webhookId()), words.skip(skip.reason())))
                        .toList()));
  }

  private String nameOf(UUID webhookId) {
    return names.computeIfAbsent(webhookId, id -> webhooks.find(id).map(Webhook::name).orElse(""));
  }

  public List<Row> getRows() {
    return page.items();
  }

  /** Address of the following page; null at the end. */
  public @Nullable String getNextLink() {
    return page.next() == null
        ? null
        : current.page("/delivery/events.xhtml") + "&cursor=" + page.next();
  }
}
