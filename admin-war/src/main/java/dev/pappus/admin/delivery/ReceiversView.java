package dev.pappus.admin.delivery;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.admin.webhook.WebhookPlace;
import dev.pappus.delivery.receiver.ReceiverLink;
import dev.pappus.delivery.receiver.ReceiverLinkIssuer;
import dev.pappus.delivery.receiver.ReceiverLinkNotFoundException;
import dev.pappus.delivery.receiver.ReceiverLinkTokens;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.Webhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receivers' links of a webhook: those there are, a new one, an end to one. */
@Named
@RequestScoped
public class ReceiversView {
  /** The page of this view, below the console. */
  static final String PATH = "/delivery/receivers.xhtml";

  private static final List<Integer> DAYS = List.of(1, 7, 30, 90, 365);
  private static final int USUAL_DAYS = 30;

  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject ReceiverLinkIssuer issuer;
  @Inject ReceiverLinkTokens tokens;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable Page<Row> page;

  /**
   * One link.
   *
   * @param state ON, EXPIRED or CANCELLED
   */
  public record Row(String id, ReceiverLink link, String url, String state) {}

  public Webhook getWebhook() {
    return place.getWebhook();
  }

  public List<Row> getRows() {
    return page().items();
  }

  private Page<Row> page() {
    if (page == null) {
      Instant now = clock.instant();
      page =
          issuer
              .list(
                  member.caller(),
                  place.owner(),
                  getWebhook().id(),
                  PageRequest.of(null, request.getParameter("cursor")))
              .map(link -> row(link, now));
    }
    return page;
  }

  private Row row(ReceiverLink link, Instant now) {
    boolean holds = link.holdsAt(now);
    return new Row(
        PublicId.format(IdKind.RECEIVER_LINK, link.id()),
        link,
        holds ? tokens.url(link) : "",
        holds ? "ON" : link.revokedAt() != null ? "REVOKED" : "EXPIRED");
  }

  /** Address of the following page; null at the end. */
  public @Nullable String getNextLink() {
    return page().next() == null
        ? null
        : place.about(PATH, getWebhook()) + "&cursor=" + page().next();
  }

  public List<Integer> getDays() {
    return DAYS;
  }

  public int getUsualDays() {
    return USUAL_DAYS;
  }

  public void create() throws IOException {
    try {
      ReceiverLink link =
          issuer.create(
              member.caller(),
              place.owner(),
              getWebhook().id(),
              request.getParameter("label"),
              clock.instant().plus(Duration.ofDays(chosenDays())));
      notices.secret(words.of("receivers.created"), tokens.url(link));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  private int chosenDays() {
    String given = request.getParameter("days");
    return DAYS.stream()
        .filter(days -> String.valueOf(days).equals(given))
        .findFirst()
        .orElse(USUAL_DAYS);
  }

  public void revoke() throws IOException {
    try {
      UUID link =
          Optional.ofNullable(request.getParameter("link"))
              .flatMap(text -> PublicId.parse(IdKind.RECEIVER_LINK, text))
              .orElseThrow(ReceiverLinkNotFoundException::new);
      issuer.revoke(member.caller(), place.owner(), getWebhook().id(), link);
      notices.good(words.of("receivers.revoked"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(place.about(PATH, getWebhook()));
    faces.responseComplete();
  }
}
