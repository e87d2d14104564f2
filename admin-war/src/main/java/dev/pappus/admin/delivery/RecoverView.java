package dev.pappus.admin.delivery;

import dev.pappus.admin.navigation.JobShown;
import dev.pappus.admin.navigation.JobStop;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.TimeRange;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.admin.webhook.WebhookPlace;
import dev.pappus.delivery.DeliveryRecoverer;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.RecoveryOrder;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.Webhook;
import dev.pappus.work.Job;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sending deliveries of a webhook again in bulk: the choice, how many it would be, the start, how
 * far it is, and an end to it. The choice is in the address.
 */
@Named
@RequestScoped
public class RecoverView implements JobShown {
  /** The page of this view, below the console. */
  static final String PATH = "/delivery/recover.xhtml";

  private static final Duration USUAL_RANGE = Duration.ofDays(5);

  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject DeliveryRecoverer recoverer;
  @Inject JobStop stop;
  @Inject Notices notices;
  @Inject Words words;
  @Inject Shown shown;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable Job job;
  private boolean jobRead;
  private boolean asked;
  private long count = -1;
  private String fault = "";

  /** Counts if the address asks for it: also while a pressed button is being found. */
  private void countOnce() {
    if (asked || request.getParameter("count") == null) {
      return;
    }
    asked = true;
    try {
      count = recoverer.count(member.caller(), place.owner(), getWebhook().id(), order());
    } catch (DomainException problem) {
      fault = words.of("recover.rangeWrong");
    }
  }

  public Webhook getWebhook() {
    return place.getWebhook();
  }

  public String getWebhookId() {
    return PublicId.format(IdKind.WEBHOOK, getWebhook().id());
  }

  @Override
  public @Nullable Job getJob() {
    if (!jobRead) {
      job = recoverer.latest(getWebhook()).orElse(null);
      jobRead = true;
    }
    return job;
  }

  @Override
  public String getMessage() {
    Job found = getJob();
    return found == null ? "" : shown.told(found.message());
  }

  public String getSince() {
    String given = request.getParameter("since");
    return given == null || given.isEmpty()
        ? TimeRange.write(clock.instant().minus(USUAL_RANGE), shown.zone())
        : given;
  }

  public String getUntil() {
    String given = request.getParameter("until");
    return given == null ? "" : given;
  }

  public List<DeliveryStatus> getStatuses() {
    return List.of(
        DeliveryStatus.FAILED,
        DeliveryStatus.EXPIRED,
        DeliveryStatus.CANCELLED,
        DeliveryStatus.DELIVERED);
  }

  public boolean chosen(DeliveryStatus status) {
    return statuses().contains(status);
  }

  private Set<DeliveryStatus> statuses() {
    String[] given = request.getParameterValues("state");
    return given == null
        ? RecoveryOrder.USUAL
        : Arrays.stream(DeliveryStatus.values())
            .filter(status -> status.finished() && List.of(given).contains(status.name()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryStatus.class)));
  }

  private RecoveryOrder order() {
    Instant since = TimeRange.read(getSince(), shown.zone());
    return new RecoveryOrder(
        since == null ? clock.instant().minus(USUAL_RANGE) : since,
        TimeRange.read(getUntil(), shown.zone()),
        statuses(),
        false);
  }

  /** How many deliveries the choice holds; -1 before it was counted. */
  public long getCount() {
    countOnce();
    return count;
  }

  public boolean isCounted() {
    return getCount() >= 0;
  }

  /** The number in words: beyond the limit it is only known to be more. */
  public String getCountText() {
    return count > DeliveryRecoverer.COUNT_LIMIT
        ? words.of("recover.countMore", DeliveryRecoverer.COUNT_LIMIT)
        : words.of("recover.count", count);
  }

  public String getFault() {
    countOnce();
    return fault;
  }

  public void start() throws IOException {
    try {
      recoverer.start(member.caller(), place.owner(), getWebhook().id(), order());
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  @Override
  public void cancel() throws IOException {
    stop.stop(getJob(), "recover.cancelled");
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(place.about(PATH, getWebhook()));
    faces.responseComplete();
  }
}
