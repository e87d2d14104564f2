package dev.pappus.audit;

import dev.pappus.shared.log.LogLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes what this node has counted, soon after its minute. Each node has counts of its own. */
@Singleton
@Startup
@DependsOn("SchemaMigrator")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class RefusalFlush {
  private static final System.Logger LOG = System.getLogger(RefusalFlush.class.getName());
  private static final int SECONDS = 10;

  @Inject Refusals refusals;
  @Inject AuditSettings settings;
  @Resource ManagedScheduledExecutorService executor;

  private @Nullable ScheduledFuture<?> running;

  @PostConstruct
  void start() {
    settings.check();
    running = executor.scheduleWithFixedDelay(this::flush, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void flush() {
    try {
      refusals.flush();
    } catch (RuntimeException e) {
      // an exception would end the schedule
      LOG.log(Level.WARNING, LogLine.of("audit.refusals-not-flushed").toString(), e);
    }
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.cancel(false);
    }
    refusals.flushAll();
  }
}
