package dev.pappus.admin.installation;

import dev.pappus.account.SecretKeyDesk;
import dev.pappus.admin.navigation.JobShown;
import dev.pappus.admin.navigation.JobStop;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.work.Job;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The key that seals what is secret, and sealing anew with the one in use. */
@Named
@RequestScoped
public class SecretKeyView implements JobShown {
  @Inject CurrentMember member;
  @Inject SecretKeyDesk desk;
  @Inject JobStop stop;
  @Inject Shown shown;
  @Inject FacesContext faces;

  private SecretKeyDesk.@Nullable State state;

  public SecretKeyDesk.State getState() {
    SecretKeyDesk.State known = state;
    if (known == null) {
      known = desk.state(member.caller());
      state = known;
    }
    return known;
  }

  @Override
  public @Nullable Job getJob() {
    return getState().job().orElse(null);
  }

  @Override
  public String getMessage() {
    Job job = getJob();
    return job == null ? "" : shown.told(job.message());
  }

  public void start() throws IOException {
    desk.sealAnew(member.caller());
    again();
  }

  @Override
  public void cancel() throws IOException {
    stop.stop(getJob(), "secret.cancelled");
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(shown.getHere());
    faces.responseComplete();
  }
}
