package dev.pappus.worker;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.shared.log.LogLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/**
 * Starts the pump with the deployment and stops it before the deployment goes, in the order that
 * loses nothing: no new call, wait for the open ones, cancel what is left, the last round, the
 * lanes back, the client closed.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DeliveryPump {
  private static final Logger LOG = System.getLogger(DeliveryPump.class.getName());

  /** Beyond the attempt time-out: cancelling and the last rounds. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(10);

  @Resource ManagedThreadFactory threads;
  @Inject RoundGuard guard;
  @Inject NodeHeartbeat heartbeat;
  @Inject HttpSender sender;
  @Inject Judgement judgement;
  @Inject EngineStatus status;
  @Inject DeliverySettings settings;
  @Inject Clock clock;

  private PumpLoop loop;
  private Thread thread;

  @PostConstruct
  void start() {
    settings.check();
    heartbeat.open();
    sender.open(threads);
    loop =
        new PumpLoop(
            guard, heartbeat, sender, judgement, status, settings, clock, System::nanoTime);
    thread = threads.newThread(loop);
    LOG.log(
        Level.INFO, LogLine.of("delivery.pump-started").with("node", heartbeat.node()).toString());
    // last: if something after this failed, the thread would stay behind
    thread.start();
  }

  /** These webhooks have work. */
  public void wake(Collection<UUID> webhookIds) {
    loop.wake(webhookIds);
  }

  @PreDestroy
  void stop() {
    loop.stop();
    try {
      thread.join(settings.attemptTimeout().plus(STOP_MARGIN).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
    heartbeat.close();
  }
}
