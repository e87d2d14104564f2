package dev.pappus.admin.app;

import dev.pappus.admin.navigation.JobShown;
import dev.pappus.admin.navigation.JobStop;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.build.BuildReinspector;
import dev.pappus.build.InspectionOutcome;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.work.Job;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inspecting again what the page is about: a build where the address names one, else the app. */
@Named
@RequestScoped
public class InspectionView implements JobShown {
  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject BuildReinspector reinspector;
  @Inject JobStop stop;
  @Inject Notices notices;
  @Inject Words words;
  @Inject Shown shown;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable Job job;
  private boolean jobRead;

  private Optional<UUID> buildId() {
    return Optional.ofNullable(request.getParameter("build"))
        .flatMap(text -> PublicId.parse(IdKind.BUILD, text));
  }

  @Override
  public @Nullable Job getJob() {
    if (!jobRead) {
      job = reinspector.latest(member.caller(), buildId().orElseGet(current::id)).orElse(null);
      jobRead = true;
    }
    return job;
  }

  /** What stumbled while it runs, what was the matter with its builds once it has ended. */
  @Override
  public String getMessage() {
    Job found = getJob();
    if (found == null) {
      return "";
    }
    if (!found.status().ended()) {
      return shown.told(found.message());
    }
    InspectionOutcome outcome = reinspector.outcome(found);
    return (outcome.refused() == 0 ? "" : words.of("inspection.refused", outcome.refused()) + " ")
        + (outcome.differing() == 0 ? "" : words.of("inspection.differing", outcome.differing()));
  }

  public void start() throws IOException {
    try {
      buildId()
          .ifPresentOrElse(
              id -> reinspector.inspectBuild(member.caller(), id),
              () -> reinspector.inspectApp(member.caller(), current.id()));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  @Override
  public void cancel() throws IOException {
    stop.stop(getJob(), "inspection.cancelled");
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(shown.getHere());
    faces.responseComplete();
  }
}
