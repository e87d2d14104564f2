package dev.pappus.app;

import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** The job that removes what belonged to a deleted app, batch by batch. */
@ApplicationScoped
public class AppPurge implements JobKind {
  /** The kind's name. */
  public static final String NAME = "purge-app";

  @Inject @Any Instance<AppResidue> residues;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.DELETE_APP;
  }

  @Override
  public boolean cancellable() {
    return false;
  }

  @Override
  public JobStep step(Job job) {
    List<AppResidue> ordered =
        residues.stream().sorted(Comparator.comparingInt(AppResidue::order)).toList();
    for (AppResidue residue : ordered) {
      int done = residue.purgeBatch(job.subjectId());
      if (done > 0) {
        return JobStep.done(done);
      }
    }
    return JobStep.END;
  }
}
