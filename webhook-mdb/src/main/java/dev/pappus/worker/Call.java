package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Exchange;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.webhook.connector.OutboundRequest;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. Answer, deadline and cancellation race; the first to end it makes the one
 * result, all others are too late.
 */
final class Call {
  private static final System.Logger LOG = System.getLogger(Call.class.getName());
  private static final int MAX_ERROR = 500;
  private static final int MAX_URL = 4000;
  private static final int MAX_HEADERS = 8000;

  /** Query values are often keys; names tell enough. */
  private static final Pattern QUERY_VALUE = Pattern.compile("=[^&]*");

  private final UUID attemptId = PublicId.newKey();
  private final DueDelivery due;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();
  private final Consumer<Call> after;
  private final Consumer<AttemptResult> done;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable OutboundRequest sealed;
  private volatile @Nullable Future<?> deadline;
  private volatile @Nullable Future<?> exchange;

  Call(DueDelivery due, Instant startedAt, Consumer<Call> after, Consumer<AttemptResult> done) {
    this.due = due;
    this.startedAt = startedAt;
    this.after = after;
    this.done = done;
  }

  DueDelivery due() {
    return due;
  }

  boolean ended() {
    return ended.get();
  }

  /** What is about to be sent. */
  void sealed(OutboundRequest request) {
    sealed = request;
  }

  void deadline(Future<?> timer) {
    deadline = timer;
    if (ended.get()) {
      timer.cancel(false);
    }
  }

  /** What to cancel if it ends before its answer. */
  void exchange(Future<?> running) {
    exchange = running;
    if (ended.get()) {
      running.cancel(true);
    }
  }

  /** Ends it from outside, and the exchange with it. */
  void abort(AttemptOutcome outcome, String error) {
    if (end(outcome, error)) {
      cancelExchange();
    }
  }

  /** Stops reading an answer that has told enough. */
  void cancelExchange() {
    Future<?> running = exchange;
    if (running != null) {
      running.cancel(true);
    }
  }

  /** Ends it without an answer; false if it had ended before. */
  boolean end(AttemptOutcome outcome, String error) {
    return end(outcome, false, null, error, null, null, null, false);
  }

  /** Ends it; false if it had ended before. */
  boolean end(
      AttemptOutcome outcome,
      boolean permanent,
      @Nullable Duration retryAfter,
      @Nullable String error,
      @Nullable Integer httpStatus,
      byte @Nullable [] responseHeaders,
      byte @Nullable [] responseBody,
      boolean truncated) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    Future<?> timer = deadline;
    if (timer != null) {
      timer.cancel(false);
    }
    after.accept(this);
    Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
    OutboundRequest request = sealed;
    AttemptResult result =
        new AttemptResult(
            attemptId,
            due,
            startedAt,
            took,
            outcome,
            permanent,
            retryAfter,
            error == null ? null : cut(error, MAX_ERROR),
            new Exchange(
                cut(masked(request == null ? null : request.url()), MAX_URL),
                cut(headers(request), MAX_HEADERS),
                sealedBody(request),
                httpStatus,
                responseHeaders,
                responseBody,
                truncated));
    log(result);
    done.accept(result);
    return true;
  }

  private void log(AttemptResult result) {
    LOG.log(
        Level.INFO,
        () ->
            LogLine.of("delivery.attempted")
                .with("delivery", PublicId.format(IdKind.DELIVERY, due.deliveryId()))
                .with("webhook", PublicId.format(IdKind.WEBHOOK, due.webhookId()))
                .with("attempt", due.attemptNumber())
                .with("status", result.exchange().httpStatus())
                .with("outcome", result.outcome())
                .with("took", result.took())
                .with("error", result.error())
                .toString());
  }

  private String masked(@Nullable URI sent) {
    String text = sent == null ? due.endpoint().url() : sent.toString();
    int query = text.indexOf('?');
    return query < 0
        ? text
        : text.substring(0, query) + QUERY_VALUE.matcher(text.substring(query)).replaceAll("=***");
  }

  private static String headers(@Nullable OutboundRequest request) {
    return request == null
        ? ""
        : request.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
  }

  private byte @Nullable [] sealedBody(@Nullable OutboundRequest request) {
    return request == null || Arrays.equals(request.body(), due.body()) ? null : request.body();
  }

  private static String cut(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }
}
