package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.audit.AuditTrail;
import dev.pappus.event.EventRecorder;
import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.Notice;
import dev.pappus.review.Review;
import dev.pappus.review.ReviewDecidedException;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Builds of all teams that wait for a decision, and the decisions, for administrators. */
@Stateless
public class ReviewQueue {
  /** What a notice holds of a reason, whole. */
  private static final int MAX_REASON_LENGTH = 500;

  private static final int MAX_NOTICE_NAME_BYTES = 200;

  @Inject AccessControl accessControl;
  @Inject BuildRepository builds;
  @Inject ReviewApprovedType approvedType;
  @Inject ReviewRejectedType rejectedType;
  @Inject EventRecorder events;
  @Inject Inbox inbox;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Builds in a state, newest first; of the approved ones those that somebody decided upon.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<BuildInReview> page(Caller caller, ReviewState state, PageRequest request) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return builds.inReview(state, request);
  }

  /**
   * Opens a build to its testers.
   *
   * @param seen the state that the administrator has before him
   * @throws AccessDeniedException {@code forbidden}
   * @throws BuildNotFoundException {@code build-not-found}
   * @throws ReviewDecidedException {@code review-decided} if the state is another by now
   */
  public BuildInReview approve(Caller caller, UUID id, ReviewState seen) {
    return decide(caller, id, seen, ReviewState.APPROVED, "");
  }

  /**
   * Closes a build to its testers.
   *
   * @param seen the state that the administrator has before him
   * @param reason what the team is told, at most 500 characters
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} without a reason
   * @throws BuildNotFoundException {@code build-not-found}
   * @throws ReviewDecidedException {@code review-decided} if the state is another by now
   */
  public BuildInReview reject(Caller caller, UUID id, ReviewState seen, String reason) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return decide(
        caller,
        id,
        seen,
        ReviewState.REJECTED,
        TextRules.required("reason", reason, MAX_REASON_LENGTH));
  }

  private BuildInReview decide(
      Caller caller, UUID id, ReviewState seen, ReviewState decision, String reason) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    BuildInReview found = builds.getLockedForReview(id);
    Build build = found.build();
    JsonObject before = json(build.review());
    Instant now = clock.instant();
    build.review().decide(seen, decision, reason, now);
    boolean approved = decision == ReviewState.APPROVED;
    String buildId = PublicId.format(IdKind.BUILD, id);
    audit.record(
        caller.in(found.team().id()),
        approved ? "review.approve" : "review.reject",
        buildId,
        before,
        json(build.review()));
    ReviewDecidedType type = approved ? approvedType : rejectedType;
    events.record(found.team().id(), type.of(found.app(), build, found.channel(), reason, now));
    inbox.tell(
        new Notice(
            found.team().id(),
            found.app().id(),
            approved ? "build-approved" : "build-rejected",
            id,
            TextRules.cut(found.app().name() + " " + build.version(), MAX_NOTICE_NAME_BYTES),
            reason,
            now));
    return found;
  }

  private static JsonObject json(Review review) {
    return JsonParts.object()
        .add("state", review.state().wireName())
        .add("reason", review.reason())
        .build();
  }
}
