package dev.pappus.admin.testflight;

import dev.pappus.account.JobDesk;
import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.PlanLock;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.build.Build;
import dev.pappus.build.BuildFacts;
import dev.pappus.plan.PlanFeature;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.testflight.AppStoreKeyRepository;
import dev.pappus.testflight.HandOver;
import dev.pappus.testflight.TestFlightUpload;
import dev.pappus.testflight.UploadState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hand-over to TestFlight on the page of a build. */
@Named
@RequestScoped
public class HandOverView {
  private static final int WHOLE = 100;

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject HandOver handOver;
  @Inject AppStoreKeyRepository keys;
  @Inject JobDesk jobs;
  @Inject PlanLock plan;
  private @Nullable String lock;
  @Inject Notices notices;
  @Inject Words words;
  @Inject Shown shown;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private final Map<UUID, List<Card>> cards = new HashMap<>();
  private @Nullable Boolean key;

  /**
   * The hand-over of one build.
   *
   * @param state the name of a state, "" if it was never handed over
   * @param text the state in words, "" if there is none
   * @param told Apple's words, "" for none
   * @param bad whether they are of trouble
   * @param since when it came into its state, null if there is none
   * @param startable whether the member may begin it
   * @param cancellable whether it is under way, and the member may end it
   */
  public record Card(
      String state,
      String text,
      String told,
      boolean bad,
      @Nullable Instant since,
      boolean startable,
      boolean cancellable) {}

  /** A list of one, or of none where there is nothing to see or do. */
  public List<Card> of(Build build) {
    // a page asks for it several times
    return cards.computeIfAbsent(build.id(), id -> read(build));
  }

  /** Why nothing can be handed over by the team's plan; "" if it can. */
  public String getLock() {
    String known = lock;
    if (known == null) {
      known = plan.of(current.get().teamId(), PlanFeature.TESTFLIGHT);
      lock = known;
    }
    return known;
  }

  /** Whether there is something to come, so that the page looks again. */
  public boolean running(Build build) {
    return of(build).stream().anyMatch(Card::cancellable);
  }

  private List<Card> read(Build build) {
    if (!HandOver.isSuitable(current.get().platform(), BuildFacts.of(build.facts()))) {
      return List.of();
    }
    boolean may = current.may("MANAGE_APPS");
    Card none = new Card("", "", "", false, null, may && build.isApproved(), false);
    return handOver
        .find(member.caller(), build.id())
        .map(upload -> card(build, upload, may))
        .or(() -> Optional.of(none).filter(Card::startable))
        .map(List::of)
        .orElseGet(List::of);
  }

  private Card card(Build build, TestFlightUpload upload, boolean may) {
    UploadState state = upload.state();
    String text =
        state == UploadState.SENDING
            ? words.of("testflight.sending", percent(build, upload))
            : words.of("testflight.state." + state.name());
    return new Card(
        state.name(),
        text,
        upload.told(),
        state != UploadState.COMPLETE,
        upload.stateSince(),
        may
            && build.isApproved()
            && (state == UploadState.FAILED || state == UploadState.CANCELLED),
        may && !state.ended());
  }

  private static long percent(Build build, TestFlightUpload upload) {
    return upload.bytesSent() * WHOLE / Math.max(1, build.sizeBytes());
  }

  /** Whether the team has a key: else nothing can begin. */
  public boolean isKey() {
    Boolean known = key;
    if (known == null) {
      known = keys.find(member.caller().teamId()).isPresent();
      key = known;
    }
    return known;
  }

  /** Hands over the build that the pressed form names. */
  public void start() throws IOException {
    act(id -> handOver.start(member.caller(), id), "testflight.started");
  }

  /** Ends the hand-over of the build that the pressed form names. */
  public void cancel() throws IOException {
    act(
        id -> jobs.cancel(member.caller(), handOver.get(member.caller(), id).jobId()),
        "testflight.cancelled");
  }

  private void act(Consumer<UUID> doing, String done) throws IOException {
    try {
      PublicId.parse(IdKind.BUILD, String.valueOf(request.getParameter("build"))).ifPresent(doing);
      notices.good(words.of(done));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    faces.getExternalContext().redirect(shown.getHere());
    faces.responseComplete();
  }
}
