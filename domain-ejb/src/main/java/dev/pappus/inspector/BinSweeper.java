package dev.pappus.inspector;

import dev.pappus.shared.log.LogLine;
import dev.pappus.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Removes expired bins with what they have kept, one node for all. */
@ApplicationScoped
public class BinSweeper implements Chore {
  private static final System.Logger LOG = System.getLogger(BinSweeper.class.getName());

  @Inject BinRemover remover;

  @Override
  public String name() {
    return "sweep-bins";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    int removed = 0;
    int batch;
    do {
      batch = remover.removeExpired();
      removed += batch;
    } while (batch > 0);
    if (removed > 0) {
      LOG.log(Level.INFO, LogLine.of("inspector.bins-expired").with("bins", removed).toString());
    }
  }
}
