package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.RetryAfter;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.EndpointResponse;
import dev.pappus.webhook.connector.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns the end of a call into a result: asks the connector what the answer means. */
@ApplicationScoped
public class Judgement {
  private static final Logger LOG = System.getLogger(Judgement.class.getName());
  private static final int MAX_ERROR_BYTES = 480;

  @Inject ConnectorCatalog connectors;
  @Inject EngineStatus status;

  /** Judges, counts and logs. Never throws: a connector that does makes the answer REJECTED. */
  AttemptResult judge(Sent sent, Blame blame) {
    AttemptResult judged = result(sent);
    AttemptResult result = blame.isOurs(sent.due(), judged.outcome()) ? notSent(judged) : judged;
    status.attempted(result.outcome(), result.took());
    LOG.log(
        Level.INFO,
        () ->
            LogLine.of("delivery.attempted")
                .with("delivery", PublicId.format(IdKind.DELIVERY, sent.due().deliveryId()))
                .with("webhook", PublicId.format(IdKind.WEBHOOK, sent.due().webhookId()))
                .with("attempt", sent.due().attemptNumber())
                .with("status", result.exchange().httpStatus())
                .with("outcome", result.outcome())
                .with("error", result.error())
                .with("took", result.took())
                .toString());
    return result;
  }

  /** Whether an outcome is our own side's fault. */
  interface Blame {
    boolean isOurs(DueDelivery due, AttemptOutcome outcome);
  }

  private static AttemptResult notSent(AttemptResult judged) {
    return new AttemptResult(
        judged.attemptId(),
        judged.due(),
        judged.startedAt(),
        judged.took(),
        AttemptOutcome.NOT_SENT,
        false,
        false,
        null,
        "Most endpoints fail alike: the trouble is ours. " + judged.error(),
        judged.exchange());
  }

  private AttemptResult result(Sent sent) {
    EndpointResponse response = sent.response();
    AttemptOutcome failure = sent.failure();
    if (failure != null || response == null) {
      return result(
          sent, failure == null ? AttemptOutcome.CONNECT : failure, null, null, sent.error());
    }
    Verdict verdict = verdict(sent, response);
    boolean success = response.status() >= 200 && response.status() < 300;
    Duration wish =
        verdict.kind() == Verdict.Kind.DELIVERED
            ? null
            : RetryAfter.parse(
                    response.headers().getOrDefault("retry-after", ""),
                    sent.startedAt().plus(sent.took()))
                .orElse(null);
    AttemptOutcome outcome =
        switch (verdict.kind()) {
          case DELIVERED -> AttemptOutcome.DELIVERED;
          case RETRY, SLOW_DOWN, PERMANENT, REJECTED ->
              !success
                  ? AttemptOutcome.HTTP_ERROR
                  : response.truncated()
                      ? AttemptOutcome.RESPONSE_TOO_LARGE
                      : AttemptOutcome.REJECTED;
        };
    return result(sent, outcome, verdict.kind(), wish, verdict.text());
  }

  private Verdict verdict(Sent sent, EndpointResponse response) {
    try {
      Connector connector = connectors.find(sent.due().format()).orElse(null);
      return connector == null ? Verdict.ofStatus(response.status()) : connector.judge(response);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("delivery.judge-failed")
              .with("format", sent.due().format())
              .with("cause", e)
              .toString());
      return new Verdict(Verdict.Kind.REJECTED, "The answer could not be read.");
    }
  }

  private static AttemptResult result(
      Sent sent,
      AttemptOutcome outcome,
      Verdict.@Nullable Kind verdict,
      @Nullable Duration wish,
      @Nullable String error) {
    return new AttemptResult(
        sent.attemptId(),
        sent.due(),
        sent.startedAt(),
        sent.took(),
        outcome,
        verdict == Verdict.Kind.PERMANENT,
        verdict == Verdict.Kind.SLOW_DOWN,
        wish,
        error == null || error.isEmpty()
            ? null
            : TextRules.cut(TextRules.storable(error), MAX_ERROR_BYTES),
        sent.exchange());
  }
}
