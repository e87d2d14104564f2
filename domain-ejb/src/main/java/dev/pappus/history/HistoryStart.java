package dev.pappus.history;

import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Checks the settings and makes the partitions before the engine writes. If they cannot be made
 * now, rows go to the default partition, and the {@link HistoryKeeper} moves them later.
 */
@Singleton
@Startup
@DependsOn("SchemaMigrator")
@TransactionManagement(TransactionManagementType.BEAN)
public class HistoryStart {
  private static final System.Logger LOG = System.getLogger(HistoryStart.class.getName());

  @Inject HistorySettings settings;
  @Inject HistoryKeeper keeper;

  @PostConstruct
  void start() {
    settings.check();
    try {
      keeper.makeAhead();
    } catch (UnavailableException e) {
      LOG.log(Level.WARNING, LogLine.of("history.partitions-not-made").toString(), e);
    }
  }
}
