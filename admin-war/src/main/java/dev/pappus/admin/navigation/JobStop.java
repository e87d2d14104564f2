package dev.pappus.admin.navigation;

import dev.pappus.account.JobDesk;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.work.Job;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Ends the job that a page shows, for the views that are {@link JobShown}. */
@RequestScoped
public class JobStop {
  @Inject CurrentMember member;
  @Inject JobDesk jobs;
  @Inject Notices notices;
  @Inject Words words;

  /**
   * @param job null if there is none, and nothing to end
   * @param told the word that says so
   */
  public void stop(@Nullable Job job, String told) {
    if (job != null) {
      jobs.cancel(member.caller(), job.id());
      notices.good(words.of(told));
    }
  }
}
