package dev.pappus.admin.delivery;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.admin.webhook.WebhookPlace;
import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryNotFoundException;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryResender;
import dev.pappus.delivery.DeliveryWords;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.NextAttempt;
import dev.pappus.delivery.Timings;
import dev.pappus.delivery.Waiting;
import dev.pappus.delivery.store.MessageBody;
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
import java.time.Instant;
import java.util.ArrayList;
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
  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryResender resender;
  @Inject WebhookRepository webhooks;
  @Inject Notices notices;
  @Inject Words words;
  @Inject Shown shown;
  @Inject Language language;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable Delivery delivery;
  private @Nullable List<Row> rows;
  private @Nullable String body;
  private @Nullable Waiting waiting;
  private boolean waitingRead;

  /** How long a phase of a call took. */
  public record Phase(String name, String took) {}

  /**
   * One attempt in words.
   *
   * @param said what happened and what to do
   * @param next when the next one was due and why, "" for none
   */
  public record Row(
      Attempt attempt,
      boolean good,
      String said,
      String duplicate,
      String next,
      List<Phase> phases,
      String requestBody,
      String responseHeaders,
      String responseBody,
      String curl) {}

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
  public List<Row> getAttempts() {
    if (rows == null) {
      List<Attempt> found = deliveries.attempts(get().id());
      List<Row> made = new ArrayList<>();
      for (int i = found.size() - 1; i >= 0; i--) {
        made.add(row(found.get(i)));
      }
      rows = made;
    }
    return rows;
  }

  private Row row(Attempt attempt) {
    DeliveryWords said = said();
    Exchange exchange = attempt.exchange();
    byte[] sealed = exchange.sealedBody();
    byte[] headers = exchange.responseHeaders();
    String sent = sealed == null ? getBody() : text(sealed);
    String answer = attempt.responseText();
    NextAttempt next = attempt.next();
    return new Row(
        attempt,
        attempt.outcome() == AttemptOutcome.DELIVERED,
        said.outcome(attempt),
        attempt.duplicate() ? said.duplicate() : "",
        next == null ? "" : said.next(next) + ": " + shown.time(next.at()),
        phases(exchange.timings()),
        sent,
        headers == null ? "" : text(headers),
        answer == null ? "" : printable(answer),
        CurlCommand.of(exchange, sent));
  }

  private List<Phase> phases(Timings timings) {
    List<Phase> phases = new ArrayList<>();
    add(phases, "delivery.dns", timings.dns());
    add(phases, "delivery.connect", timings.connect());
    add(phases, "delivery.tls", timings.tls());
    add(phases, "delivery.firstByte", timings.firstByte());
    return phases;
  }

  private void add(List<Phase> phases, String word, @Nullable Duration took) {
    if (took != null) {
      phases.add(new Phase(words.of(word), shown.duration(took)));
    }
  }

  private static String text(byte[] bytes) {
    return printable(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Control characters, which no page can show, as their pictures (Unicode block 2400). */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' ? 0x2400 + c : c)
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private DeliveryWords said() {
    return DeliveryWords.in(language.getLocale());
  }

  /** Why it ended so, or why it is not being sent now; "" if there is nothing to say. */
  public String getStory() {
    Waiting held = getWaiting();
    if (held != null) {
      return said().waiting(held);
    }
    String reason = get().reason();
    return reason == null ? "" : said().reason(reason);
  }

  /** When what holds it ends by itself; null if that is not known. */
  public @Nullable Instant getWaitingUntil() {
    Waiting held = getWaiting();
    return held == null ? null : held.until();
  }

  private @Nullable Waiting getWaiting() {
    if (!waitingRead) {
      waiting = deliveries.waiting(List.of(get())).get(get().id());
      waitingRead = true;
    }
    return waiting;
  }

  public String getEvent() {
    return deliveries.eventTypes(List.of(get().eventId())).getOrDefault(get().eventId(), "");
  }

  public String getWebhook() {
    return webhook().map(Webhook::name).orElse("");
  }

  public String getUrl() {
    return webhook().map(Webhook::url).orElse("");
  }

  /** The stored body as text; "" once it is gone. */
  public String getBody() {
    if (body == null) {
      body = deliveries.body(get().id()).map(MessageBody::bytes).map(DeliveryView::text).orElse("");
    }
    return body;
  }

  /** Whether the page should look again by itself: a young delivery, not yet finished. */
  public boolean isWatched() {
    return !get().status().finished() && get().createdAt().plus(WATCHED).isAfter(clock.instant());
  }

  private Optional<Webhook> webhook() {
    return webhooks.find(get().webhookId());
  }

  /** The deliveries of its webhook, if that is the team's; else "". */
  public String getTeamLink() {
    return webhook()
        .filter(found -> found.appId() == null && !found.removed())
        .map(found -> place.about(DeliveriesView.PATH, found))
        .orElse("");
  }

  /** The page of the job that made it; "" if none did. */
  public String getJobLink() {
    return get().jobId() == null
        ? ""
        : webhook().map(found -> place.about(RecoverView.PATH, found)).orElse("");
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

  private void show(Delivery shownNext) throws IOException {
    faces
        .getExternalContext()
        .redirect(
            current.page("/delivery/delivery.xhtml")
                + "&id="
                + PublicId.format(IdKind.DELIVERY, shownNext.id()));
    faces.responseComplete();
  }
}
