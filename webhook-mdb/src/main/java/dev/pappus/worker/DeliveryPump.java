package dev.pappus.worker;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.shared.config.DataDirectory;
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
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and stops this node's engine with the application. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DeliveryPump {
  private static final System.Logger LOG = System.getLogger(DeliveryPump.class.getName());

  /** The loop's last round and its goodbye, beside the calls it waits for. */
  private static final Duration LAST_WORK = Duration.ofSeconds(15);

  @Inject RoundGuard guard;
  @Inject HttpSender sender;
  @Inject EngineStatus status;
  @Inject DeliverySettings settings;
  @Inject DataDirectory directory;
  @Inject Clock clock;

  @Resource ManagedThreadFactory threads;

  private @Nullable NodeIdentity node;
  private @Nullable PumpLoop loop;
  private @Nullable Thread thread;

  /** The thread comes last: a start that fails after it would leave it behind. */
  @PostConstruct
  void start() {
    NodeIdentity identity = new NodeIdentity(directory);
    node = identity;
    sender.start(threads);
    PumpLoop created = new PumpLoop(guard, sender, status, settings, identity, clock);
    loop = created;
    Thread runner = threads.newThread(created);
    thread = runner;
    status.running(true);
    runner.start();
  }

  /** These webhooks have work, or have changed. */
  public void wake(Set<UUID> webhookIds) {
    PumpLoop running = loop;
    if (running != null) {
      running.wake(webhookIds);
    }
  }

  @PreDestroy
  void stop() {
    PumpLoop running = loop;
    Thread runner = thread;
    NodeIdentity identity = node;
    if (running == null || runner == null || identity == null) {
      return;
    }
    running.stop();
    try {
      runner.join(settings.attemptTimeout().plus(LAST_WORK).toMillis());
      sender.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, LogLine.of("delivery.stop-interrupted").toString());
    }
    status.running(false);
    identity.close();
  }
}
