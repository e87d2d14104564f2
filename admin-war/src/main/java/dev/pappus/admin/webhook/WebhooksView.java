package dev.pappus.admin.webhook;

import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.Circuit;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryTester;
import dev.pappus.delivery.EndpointChange;
import dev.pappus.delivery.WebhookHealth;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookEditor;
import dev.pappus.webhook.WebhookNotFoundException;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.webhook.WebhookSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The webhooks of an app or of the team: what each sends and how it does, a test, a new secret,
 * removal. Which one an action means, the pressed form says by id, never by its place in a list
 * that may have changed.
 */
@Named
@RequestScoped
public class WebhooksView {
  private static final int SHOWN_CHANGES = 20;

  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject WebhookRepository webhooks;
  @Inject WebhookEditor editor;
  @Inject WebhookSettings settings;
  @Inject DeliveryTester tester;
  @Inject DeliveryRepository deliveries;
  @Inject EventTypeCatalog eventTypes;
  @Inject Notices notices;
  @Inject Words words;
  @Inject Language language;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private List<Row> rows = List.of();

  /**
   * One webhook.
   *
   * @param events labels of what it gets
   * @param changes what happened to its endpoint lately, newest first
   */
  public record Row(
      String id,
      Webhook webhook,
      List<String> events,
      WebhookHealth health,
      List<EndpointChange> changes) {

    /** Whether it is not called for a while, after failures. */
    public boolean spared() {
      return health.circuit() == Circuit.OPEN;
    }
  }

  @PostConstruct
  void load() {
    List<Webhook> found = webhooks.list(member.caller(), place.owner());
    Map<UUID, WebhookHealth> health = deliveries.health(found.stream().map(Webhook::id).toList());
    rows =
        found.stream()
            .map(
                webhook ->
                    new Row(
                        PublicId.format(IdKind.WEBHOOK, webhook.id()),
                        webhook,
                        webhook.events().stream().map(this::label).toList(),
                        health.getOrDefault(webhook.id(), WebhookHealth.UNKNOWN),
                        deliveries
                            .endpointChanges(webhook.id(), PageRequest.of(SHOWN_CHANGES, null))
                            .items()))
            .toList();
  }

  /** An event type in the reader's words. */
  public String label(String eventType) {
    return eventTypes
        .find(eventType)
        .map(type -> type.label(language.getLocale()))
        .orElse(eventType);
  }

  public List<Row> getRows() {
    return rows;
  }

  public int getLimit() {
    return place.isTeam() ? settings.perTeamLimit() : settings.perAppLimit();
  }

  public boolean isMoreAllowed() {
    return rows.size() < getLimit();
  }

  public List<EventType> getEventTypes() {
    return eventTypes.all();
  }

  /** Sends a test and shows what becomes of it. */
  public void test() throws IOException {
    try {
      Delivery delivery =
          tester.test(member.caller(), place.owner(), chosen(), request.getParameter("event"));
      faces
          .getExternalContext()
          .redirect(
              request.getContextPath()
                  + "/delivery/delivery.xhtml?app="
                  + PublicId.format(IdKind.APP, delivery.appId())
                  + "&id="
                  + PublicId.format(IdKind.DELIVERY, delivery.id()));
      faces.responseComplete();
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
      place.go();
    }
  }

  public void rotateSecret() throws IOException {
    try {
      SavedWebhook saved = editor.rotateSecret(member.caller(), place.owner(), chosen());
      saved
          .secret()
          .ifPresent(secret -> notices.secret(words.of("webhook.rotated"), secret.reveal()));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    place.go();
  }

  public void remove() throws IOException {
    try {
      editor.remove(member.caller(), place.owner(), chosen());
      notices.good(words.of("webhook.removed"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    place.go();
  }

  private UUID chosen() {
    return Optional.ofNullable(request.getParameter("webhook"))
        .flatMap(text -> PublicId.parse(IdKind.WEBHOOK, text))
        .orElseThrow(WebhookNotFoundException::new);
  }
}
