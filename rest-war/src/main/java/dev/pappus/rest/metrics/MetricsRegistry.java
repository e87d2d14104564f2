package dev.pappus.rest.metrics;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.EngineStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/**
 * This node's figures: the JVM's, and the engine's, which {@link EngineStatus} counts. Everything
 * is read when somebody asks; nothing is measured twice.
 */
@ApplicationScoped
public class MetricsRegistry {
  @Inject EngineStatus engine;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @PostConstruct
  void bind() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gauges();
    counters();
  }

  private void gauges() {
    Gauge.builder("pappus.delivery.in.flight", engine, EngineStatus::inFlight)
        .description("Deliveries being sent, or sent and not yet settled")
        .register(registry);
    Gauge.builder("pappus.delivery.backlog", engine, EngineStatus::backlog)
        .description("Unfinished deliveries, as the last heartbeat counted them")
        .register(registry);
    Gauge.builder("pappus.delivery.lanes", engine, EngineStatus::lanes)
        .description("Webhooks that this node sends for")
        .register(registry);
    Gauge.builder(
            "pappus.delivery.oldest.due.seconds", engine, status -> status.oldestDue().toSeconds())
        .description("How long the delivery that has waited longest could have been sent")
        .register(registry);
    Gauge.builder("pappus.delivery.circuits.open", engine, EngineStatus::openCircuits)
        .description("Webhooks of this node whose endpoint is spared after failures")
        .register(registry);
    Gauge.builder("pappus.delivery.paused", engine, status -> status.paused() ? 1 : 0)
        .description("1 while the operator has paused all deliveries")
        .register(registry);
    Gauge.builder("pappus.delivery.own.trouble", engine, status -> status.ownTrouble() ? 1 : 0)
        .description("1 while most endpoints fail alike, so that the trouble is ours")
        .register(registry);
    Gauge.builder("pappus.delivery.healthy", engine, status -> status.healthy() ? 1 : 0)
        .description("1 while the engine does its rounds")
        .register(registry);
  }

  private void counters() {
    FunctionCounter.builder("pappus.delivery.rounds.failed", engine, EngineStatus::roundsFailed)
        .description("Rounds of the engine that failed")
        .register(registry);
    FunctionCounter.builder("pappus.delivery.bells.lost", engine, EngineStatus::bellsLost)
        .description("Bells that could not be rung")
        .register(registry);
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      FunctionCounter.builder(
              "pappus.delivery.attempts", engine, status -> status.attempts(outcome))
          .description("Attempts by outcome")
          .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  @PreDestroy
  void close() {
    registry.close();
  }

  /** All figures in the text form of Prometheus, version 0.0.4. */
  String scrape() {
    return registry.scrape() + latency();
  }

  /** The engine counts its own buckets, which a registry could not take over. */
  private String latency() {
    return LatencyText.of(
        EngineStatus.LATENCY_BOUNDS, engine.latencyBuckets(), engine.latencySum());
  }
}
