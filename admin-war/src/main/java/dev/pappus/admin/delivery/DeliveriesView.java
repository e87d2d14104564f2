package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryStatus;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries of an app, newest first; the filter is in the address. */
@Named
@RequestScoped
public class DeliveriesView {
  private static final int PAGE_SIZE = 50;

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject DeliveryRepository deliveries;
  @Inject WebhookRepository webhooks;
  @Inject EventRepository events;
  @Inject HttpServletRequest request;

  private Page<Row> page = new Page<>(List.of(), null);
  private List<Webhook> choices = List.of();

  /**
   * One delivery.
   *
   * @param event the event's wire name, "" where it is gone
   * @param webhook its name, "" where it is gone
   */
  public record Row(String id, Delivery delivery, String event, String webhook) {}

  @PostConstruct
  void load() {
    choices = webhooks.list(member.caller(), current.id());
    Map<UUID, String> names = new HashMap<>();
    page =
        deliveries
            .page(
                current.id(),
                new DeliveryFilter(webhook().orElse(null), status(), null),
                PageRequest.of(PAGE_SIZE, request.getParameter("cursor")))
            .map(
                delivery ->
                    new Row(
                        PublicId.format(IdKind.DELIVERY, delivery.id()),
                        delivery,
                        events.find(delivery.eventId()).map(AppEvent::type).orElse(""),
                        names.computeIfAbsent(delivery.webhookId(), this::nameOf)));
  }

  private String nameOf(UUID webhookId) {
    return webhooks.find(webhookId).map(Webhook::name).orElse("");
  }

  private Optional<UUID> webhook() {
    return PublicId.parse(IdKind.WEBHOOK, getWebhook());
  }

  private @Nullable DeliveryStatus status() {
    return Arrays.stream(DeliveryStatus.values())
        .filter(status -> status.name().equals(getStatus()))
        .findFirst()
        .orElse(null);
  }

  public String getWebhook() {
    String given = request.getParameter("webhook");
    return given == null ? "" : given;
  }

  public String getStatus() {
    String given = request.getParameter("status");
    return given == null ? "" : given;
  }

  public boolean isFiltered() {
    return webhook().isPresent() || status() != null;
  }

  public List<Row> getRows() {
    return page.items();
  }

  /** Address of the following page with the same filter; null at the end. */
  public @Nullable String getNextLink() {
    return page.next() == null
        ? null
        : current.page("/delivery/deliveries.xhtml")
            + webhook().map(id -> "&webhook=" + getWebhook()).orElse("")
            + (status() == null ? "" : "&status=" + getStatus())
            + "&cursor="
            + page.next();
  }

  public List<Webhook> getWebhooks() {
    return choices;
  }

  public List<DeliveryStatus> getStatuses() {
    return List.of(DeliveryStatus.values());
  }
}
