package dev.pappus.audit.chain;

import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The job that verifies the chain. It fails with the first thing that it finds as its message; the
 * command {@code pappus.sh audit-verify} names all.
 */
@ApplicationScoped
public class VerifyAudit implements JobKind {
  /** The kind's name. */
  public static final String NAME = "verify-audit";

  @Inject VerifyStep step;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.MANAGE_INSTALLATION;
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  @Override
  public JobStep step(Job job) {
    return step.step(job);
  }
}
