package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.event.EventMessage;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.inbox.Notice;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReviewQueueTest {
  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;
  BuildFixture house;

  @BeforeEach
  void open() {
    house = new BuildFixture(kind, directory);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Build upload(int versionCode) {
    return house
        .upload(ApkFixture.app("com.example.demo").name("Demo").versionCode(versionCode).bytes())
        .build();
  }

  private ReviewState stateOf(Build build) {
    return house.builds.find(build.id()).orElseThrow().build().review().state();
  }

  private List<UUID> queue(ReviewState state) {
    return house.queue.page(house.caller, state, PageRequest.first()).items().stream()
        .map(found -> found.build().id())
        .toList();
  }

  @Test
  void letsEveryBuildPassUnlessSet() {
    Build build = upload(1);

    assertThat(stateOf(build)).isEqualTo(ReviewState.APPROVED);
    assertThat(queue(ReviewState.WAITING)).isEmpty();
    assertThat(queue(ReviewState.APPROVED)).isEmpty();
  }

  @Test
  void holdsTheBuildsOfANewAppUntilOneIsApproved() {
    house.review.approval("first");
    Build first = upload(1);
    Build second = upload(2);
    assertThat(queue(ReviewState.WAITING)).containsExactly(second.id(), first.id());

    house.queue.approve(house.caller, first.id(), ReviewState.WAITING);
    Build third = upload(3);

    assertThat(stateOf(first)).isEqualTo(ReviewState.APPROVED);
    assertThat(stateOf(second)).isEqualTo(ReviewState.WAITING);
    assertThat(stateOf(third)).isEqualTo(ReviewState.APPROVED);
    assertThat(queue(ReviewState.APPROVED)).containsExactly(first.id());
  }

  @Test
  void knowsAnAppWhoseApprovedBuildsAreDeleted() {
    Build old = upload(1);
    house.remover.remove(house.caller, old.id());
    house.review.approval("first");

    assertThat(stateOf(upload(2))).isEqualTo(ReviewState.APPROVED);
  }

  @Test
  void holdsEachBuildWhereAllAreReviewedAndLeavesOldOnesAlone() {
    Build old = upload(1);
    house.review.approval("all");
    Build next = upload(2);

    assertThat(stateOf(old)).isEqualTo(ReviewState.APPROVED);
    assertThat(stateOf(next)).isEqualTo(ReviewState.WAITING);
  }

  @Test
  void tellsTheTeamOfARejectionByEventNoticeAndAudit() {
    house.review.approval("all");
    Build build = upload(1);

    house.queue.reject(house.caller, build.id(), ReviewState.WAITING, " It does not start. ");

    assertThat(stateOf(build)).isEqualTo(ReviewState.REJECTED);
    assertThat(queue(ReviewState.REJECTED)).containsExactly(build.id());
    EventMessage event = house.recorded.fired().get(1).message();
    assertThat(event.type()).isEqualTo("review.rejected");
    assertThat(event.build().id()).isEqualTo(build.id());
    assertThat(event.details().getJsonObject("review").getString("reason"))
        .isEqualTo("It does not start.");
    assertThat(event.text(Locale.ENGLISH).message()).contains("It does not start.");
    Notice notice = house.inbox.page(house.caller, PageRequest.first()).items().get(0);
    assertThat(notice.kind()).isEqualTo("build-rejected");
    assertThat(notice.detail()).isEqualTo("It does not start.");
    assertThat(house.database.count("audit_entry where action = 'review.reject'")).isEqualTo(1);
  }

  @Test
  void revisesADecisionOnlyForWhoSaysSo() {
    house.review.approval("all");
    Build build = upload(1);
    house.queue.approve(house.caller, build.id(), ReviewState.WAITING);
    assertThat(house.recorded.fired().get(1).message().type()).isEqualTo("review.approved");

    assertRefused(
        "review-decided",
        () -> house.queue.reject(house.caller, build.id(), ReviewState.WAITING, "no"));
    assertRefused(
        "review-decided",
        () -> house.queue.approve(house.caller, build.id(), ReviewState.APPROVED));
    house.queue.reject(house.caller, build.id(), ReviewState.APPROVED, "no");

    assertThat(stateOf(build)).isEqualTo(ReviewState.REJECTED);
    assertThat(house.recorded.fired()).hasSize(3);
  }

  @Test
  void letsOneOfTwoDecisionsWin() {
    house.review.approval("all");
    Build build = upload(1);
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<String>> answers =
          Stream.<Runnable>of(
                  () -> house.queue.approve(house.caller, build.id(), ReviewState.WAITING),
                  () -> house.queue.reject(house.caller, build.id(), ReviewState.WAITING, "no"))
              .map(decision -> CompletableFuture.supplyAsync(() -> after(start, decision), pool))
              .toList();
      start.countDown();

      assertThat(answers.stream().map(CompletableFuture::join))
          .containsExactlyInAnyOrder("done", "review-decided");
    } finally {
      pool.shutdownNow();
    }
  }

  private static String after(CountDownLatch start, Runnable decision) {
    try {
      start.await();
      decision.run();
      return "done";
    } catch (DomainException refused) {
      return refused.code();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesWhatIsNoDecision() {
    house.review.approval("all");
    Build build = upload(1);
    Caller owner = AccessFixture.caller(house.caller.teamId(), Role.OWNER);

    assertRefused(
        "field-invalid",
        () -> house.queue.reject(house.caller, build.id(), ReviewState.WAITING, " "));
    assertRefused(
        "field-invalid",
        () -> house.queue.reject(house.caller, build.id(), ReviewState.WAITING, "x".repeat(501)));
    assertRefused(
        "build-not-found",
        () -> house.queue.approve(house.caller, PublicId.newKey(), ReviewState.WAITING));
    assertRefused("forbidden", () -> house.queue.approve(owner, build.id(), ReviewState.WAITING));
    assertRefused(
        "forbidden", () -> house.queue.page(owner, ReviewState.WAITING, PageRequest.first()));
    house.remover.remove(house.caller, build.id());
    assertRefused(
        "build-not-found",
        () -> house.queue.approve(house.caller, build.id(), ReviewState.WAITING));
    assertThat(queue(ReviewState.WAITING)).isEmpty();
  }

  @Test
  void asksForTheGuidelinesBeforeAByteIsRead() {
    house.review.requireGuidelines();
    InputStream unread =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] buffer, int from, int length) {
            throw new AssertionError("read");
          }
        };

    assertThatThrownBy(() -> house.receiver.stage(house.caller, unread))
        .isInstanceOfSatisfying(
            DomainException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("guidelines-not-accepted");
              assertThat(refused.facts())
                  .containsEntry("version", 1)
                  .containsEntry(
                      "acceptUrl", "https://pappus.example/console/review/guidelines.xhtml");
            });
    assertRefused("guidelines-changed", () -> house.guidelines.accept(house.caller, 2));
    assertRefused("field-invalid", () -> house.guidelines.accept(house.caller, null));
    Caller tester = AccessFixture.caller(house.caller.teamId(), Role.TESTER);
    assertRefused("forbidden", () -> house.guidelines.accept(tester, 1));
    assertThat(house.guidelines.standing(tester).acceptance()).isNull();

    house.guidelines.accept(house.caller, 1);
    house.guidelines.accept(house.caller, 1);
    upload(1);

    assertThat(house.database.count("guidelines_acceptance")).isEqualTo(1);
    assertThat(house.database.count("audit_entry where action = 'guidelines.accept'")).isEqualTo(1);
    assertThat(house.guidelines.standing(house.caller).acceptance())
        .satisfies(acceptance -> assertThat(acceptance.actorName()).isEqualTo("ci"));
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DomainException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
