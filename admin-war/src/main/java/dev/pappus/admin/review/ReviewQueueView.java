package dev.pappus.admin.review;

import dev.pappus.admin.app.IconUrls;
import dev.pappus.admin.app.PackageSheet;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.build.BuildInReview;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.build.ReviewQueue;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds of all teams by the state of their review, newest first. */
@Named
@RequestScoped
public class ReviewQueueView {
  private static final String PATH = "/review/queue.xhtml";
  private static final int PAGE_SIZE = 20;

  @Inject CurrentMember member;
  @Inject ReviewQueue queue;
  @Inject IconUrls icons;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable Page<Row> page;

  /**
   * One build.
   *
   * @param iconUrl a path on this server, "" if there is no icon
   * @param sheet what its package says
   */
  public record Row(String id, BuildInReview found, String iconUrl, PackageSheet sheet) {}

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      PageRequest wanted = PageRequest.of(PAGE_SIZE, request.getParameter("cursor"));
      Page<BuildInReview> found = queue.page(member.caller(), shown(), wanted);
      Set<UUID> withIcon =
          icons.withIcon(found.items().stream().map(BuildInReview::build).toList());
      known = found.map(one -> row(one, withIcon));
      page = known;
    }
    return known;
  }

  private Row row(BuildInReview found, Set<UUID> withIcon) {
    return new Row(
        PublicId.format(IdKind.BUILD, found.build().id()),
        found,
        IconUrls.among(found.app(), found.build(), withIcon),
        PackageSheet.of(found.app().platform(), found.build(), words, clock.instant()));
  }

  /** The state in the address; those that wait where it names none. */
  private ReviewState shown() {
    return state(request.getParameter("state"));
  }

  private static ReviewState state(@Nullable String text) {
    for (ReviewState known : ReviewState.values()) {
      if (known.wireName().equals(text)) {
        return known;
      }
    }
    return ReviewState.WAITING;
  }

  public String getState() {
    return shown().wireName();
  }

  /** All states, those that wait first. */
  public List<String> getStates() {
    return Stream.of(ReviewState.WAITING, ReviewState.APPROVED, ReviewState.REJECTED)
        .map(ReviewState::wireName)
        .toList();
  }

  public List<Row> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  /** Approves the build that the pressed form names. */
  public void approve() throws IOException {
    try {
      queue.approve(member.caller(), build(), shown());
      notices.good(words.of("review.approvedNow"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  /** Rejects it, for the reason beside the button. */
  public void reject() throws IOException {
    try {
      String reason = String.valueOf(request.getParameter("reason"));
      queue.reject(member.caller(), build(), shown(), reason);
      notices.good(words.of("review.rejectedNow"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  private UUID build() {
    return PublicId.parse(IdKind.BUILD, String.valueOf(request.getParameter("build")))
        .orElseThrow(BuildNotFoundException::new);
  }

  private void back() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH + "?state=" + getState());
    faces.responseComplete();
  }
}
