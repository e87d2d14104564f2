package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryStatus;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
  private static final List<String> FILTERS =
      List.of("webhook", "status", "type", "since", "until");

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject DeliveryRepository deliveries;
  @Inject WebhookRepository webhooks;
  @Inject Shown shown;
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
    choices.forEach(webhook -> names.put(webhook.id(), webhook.name()));
    Page<Delivery> found =
        deliveries.page(
            current.id(), filter(), PageRequest.of(PAGE_SIZE, request.getParameter("cursor")));
    Map<UUID, String> types =
        deliveries.eventTypes(found.items().stream().map(Delivery::eventId).distinct().toList());
    page =
        found.map(
            delivery ->
                new Row(
                    PublicId.format(IdKind.DELIVERY, delivery.id()),
                    delivery,
                    types.getOrDefault(delivery.eventId(), ""),
                    names.computeIfAbsent(delivery.webhookId(), this::nameOf)));
  }

  private DeliveryFilter filter() {
    return new DeliveryFilter(
        webhook().orElse(null),
        status(),
        null,
        getType().isEmpty() ? null : getType(),
        TimeRange.read(getSince(), shown.zone()),
        TimeRange.read(getUntil(), shown.zone()));
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

  private String given(String name) {
    String given = request.getParameter(name);
    return given == null || given.indexOf('\0') >= 0 ? "" : given;
  }

  public String getWebhook() {
    return given("webhook");
  }

  public String getStatus() {
    return given("status");
  }

  /** Wire name of an event type. */
  public String getType() {
    return given("type");
  }

  public String getSince() {
    return given("since");
  }

  public String getUntil() {
    return given("until");
  }

  public boolean isFiltered() {
    return !filter().equals(DeliveryFilter.ALL);
  }

  public List<Row> getRows() {
    return page.items();
  }

  /** Address of the following page with the same filter; null at the end. */
  public @Nullable String getNextLink() {
    return page.next() == null
        ? null
        : current.page("/delivery/deliveries.xhtml") + query() + "&cursor=" + page.next();
  }

  /** Where the chosen webhook's failed deliveries are sent again; "" if none is chosen. */
  public String getRecoverLink() {
    return choices.stream().anyMatch(hook -> hook.id().equals(webhook().orElse(null)))
        ? current.page(RecoverView.PATH) + query()
        : "";
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    for (String name : FILTERS) {
      String value = given(name);
      if (!value.isEmpty()) {
        query.append('&').append(name).append('=');
        query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }

  public List<Webhook> getWebhooks() {
    return choices;
  }

  public List<DeliveryStatus> getStatuses() {
    return List.of(DeliveryStatus.values());
  }
}
