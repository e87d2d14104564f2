package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.TimeRange;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.admin.webhook.WebhookPlace;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
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

/**
 * Deliveries of an app, or of one webhook of the team, newest first; the filter is in the address.
 */
@Named
@RequestScoped
public class DeliveriesView {
  /** The page of this view, below the console. */
  static final String PATH = "/delivery/deliveries.xhtml";

  private static final int PAGE_SIZE = 50;
  private static final List<String> FILTERS =
      List.of("webhook", "status", "type", "since", "until");

  @Inject CurrentApp current;
  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject DeliveryRepository deliveries;
  @Inject WebhookRepository webhooks;
  @Inject AppRepository apps;
  @Inject Shown shown;
  @Inject HttpServletRequest request;

  private Page<Row> page = new Page<>(List.of(), null);
  private List<Webhook> choices = List.of();

  /**
   * One delivery.
   *
   * @param event the event's wire name, "" where it is gone
   * @param webhook its name, "" where it is gone
   * @param app the name of the app it is about, "" where that is gone
   * @param link the delivery's own page
   */
  public record Row(Delivery delivery, String event, String webhook, String app, String link) {}

  @PostConstruct
  void load() {
    choices =
        place.isTeam()
            ? List.of(place.getWebhook())
            : webhooks.list(member.caller(), place.owner());
    Map<UUID, String> names = new HashMap<>();
    choices.forEach(webhook -> names.put(webhook.id(), webhook.name()));
    Map<UUID, String> appNames = new HashMap<>();
    Page<Delivery> found = find(PageRequest.of(PAGE_SIZE, request.getParameter("cursor")));
    Map<UUID, String> types =
        deliveries.eventTypes(found.items().stream().map(Delivery::eventId).distinct().toList());
    page =
        found.map(
            delivery ->
                new Row(
                    delivery,
                    types.getOrDefault(delivery.eventId(), ""),
                    names.computeIfAbsent(delivery.webhookId(), this::nameOf),
                    appNames.computeIfAbsent(delivery.appId(), this::appName),
                    link(delivery)));
  }

  private Page<Delivery> find(PageRequest wanted) {
    return place.isTeam()
        ? deliveries.pageOfWebhook(place.getWebhook().id(), filter(), wanted)
        : deliveries.page(current.id(), filter(), wanted);
  }

  /** A delivery is shown with its app. */
  private String link(Delivery delivery) {
    return request.getContextPath()
        + "/delivery/delivery.xhtml?app="
        + PublicId.format(IdKind.APP, delivery.appId())
        + "&id="
        + PublicId.format(IdKind.DELIVERY, delivery.id());
  }

  private String appName(UUID appId) {
    return apps.find(appId).map(App::name).orElse("");
  }

  private DeliveryFilter filter() {
    return new DeliveryFilter(
        place.isTeam() ? null : webhook().orElse(null),
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
    return page.next() == null ? null : address(PATH) + "&cursor=" + page.next();
  }

  /** Where the chosen webhook's failed deliveries are sent again; "" if none is chosen. */
  public String getRecoverLink() {
    return choices.stream().anyMatch(hook -> hook.id().equals(webhook().orElse(null)))
        ? address(RecoverView.PATH)
        : "";
  }

  /** Another page with the same filter. */
  private String address(String path) {
    return place.isTeam()
        ? request.getContextPath() + path + "?" + query().substring(1)
        : current.page(path) + query();
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
