package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryNotFoundException;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryResender;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.event.AppEvent;
import dev.pappus.event.EventRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookRepository;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One delivery: what was sent, every attempt with its answer, and sending it again. */
@Named
@RequestScoped
public class DeliveryView {
  /** How long a page about an unfinished delivery keeps looking. */
  private static final Duration WATCHED = Duration.ofMinutes(1);

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryHistory history;
  @Inject DeliveryResender resender;
  @Inject WebhookRepository webhooks;
  @Inject EventRepository events;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable Delivery delivery;
  private @Nullable List<Attempt> attempts;

  /** Before the page is shown: answers 404 where there is no such delivery of this app. */
  public void open() throws IOException {
    try {
      get();
    } catch (DomainException unknown) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
      faces.responseComplete();
    }
  }

  public Delivery get() {
    if (delivery == null) {
      delivery =
          Optional.ofNullable(request.getParameter("id"))
              .flatMap(text -> PublicId.parse(IdKind.DELIVERY, text))
              .map(id -> deliveries.get(member.caller(), id))
              .filter(found -> found.appId().equals(current.id()))
              .orElseThrow(DeliveryNotFoundException::new);
    }
    return delivery;
  }

  public String getPublicId() {
    return PublicId.format(IdKind.DELIVERY, get().id());
  }

  /** Newest first. */
  public List<Attempt> getAttempts() {
    if (attempts == null) {
      List<Attempt> found = deliveries.attempts(get().id());
      attempts = found.stream().sorted((a, b) -> Integer.compare(b.number(), a.number())).toList();
    }
    return attempts;
  }

  public String getEvent() {
    return events.find(get().eventId()).map(AppEvent::type).orElse("");
  }

  public String getWebhook() {
    return webhooks.find(get().webhookId()).map(Webhook::name).orElse("");
  }

  public String getUrl() {
    return webhooks.find(get().webhookId()).map(Webhook::url).orElse("");
  }

  /** The stored body as text; "" once it is gone. */
  public String getBody() {
    return history
        .body(get().id())
        .map(MessageBody::bytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  /** Whether the page should look again by itself: a young delivery, not yet finished. */
  public boolean isWatched() {
    return !get().status().finished() && get().createdAt().plus(WATCHED).isAfter(clock.instant());
  }

  public void resend() throws IOException {
    try {
      Delivery fresh = resender.resend(member.caller(), get().id());
      notices.good(words.of("delivery.resent"));
      show(fresh);
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
      show(get());
    }
  }

  private void show(Delivery shown) throws IOException {
    faces
        .getExternalContext()
        .redirect(
            current.page("/delivery/delivery.xhtml")
                + "&id="
                + PublicId.format(IdKind.DELIVERY, shown.id()));
    faces.responseComplete();
  }
}
