package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.app.App;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookFilter;
import dev.pappus.webhook.WebhookNotFoundException;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.work.Job;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class RecoveryTest {
  @Parameter TestDatabase.Kind kind;

  /** Keys are made by the system's clock, and ranges of time are searched by keys. */
  private final Instant begin = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

  EngineFixture engine;
  Webhook webhook;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
    engine.now = begin;
    engine.settings.retrySchedule = List.of();
    webhook = engine.webhook("feedback");
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void fail(int count) {
    for (int i = 0; i < count; i++) {
      engine.record("feedback");
      engine.settle(engine.failed(engine.due().get(0)));
    }
  }

  private RecoveryOrder order(DeliveryStatus... statuses) {
    return new RecoveryOrder(begin.minusSeconds(60), null, Set.of(statuses), false);
  }

  private Job start(RecoveryOrder order) {
    engine.now = engine.now.plusSeconds(1);
    return engine.database.transaction(
        () -> engine.recoverer.start(engine.caller, owner(), webhook.id(), order));
  }

  private WebhookOwner owner() {
    UUID app = webhook.appId();
    return app == null ? WebhookOwner.TEAM : WebhookOwner.app(app);
  }

  private JobStep step(Job job) {
    return engine.database.newTransaction(() -> engine.batch.step(job.id()));
  }

  private Job read(Job job) {
    return engine.database.newTransaction(() -> engine.jobs.find(job.id()).orElseThrow());
  }

  private void end(Job job, JobStatus status) {
    engine.database.transaction(() -> engine.ledger.ended(job.id(), status, ""));
  }

  private void deliverAll() {
    engine.now = engine.now.plusSeconds(10);
    engine.due().forEach(due -> engine.settle(engine.delivered(due)));
  }

  private List<Delivery> all() {
    return engine.history.page(engine.app.id(), DeliveryFilter.ALL, null, 500);
  }

  @Test
  void sendsFinishedDeliveriesAgainAndEndsWithTheLast() {
    fail(3);
    Job job = start(order());

    assertThat(step(job).pause()).isPositive();
    assertThat(read(job).total()).isEqualTo(3);
    assertThat(read(job).status()).isEqualTo(JobStatus.RUNNING);
    assertThat(all())
        .filteredOn(delivery -> job.id().equals(delivery.jobId()))
        .hasSize(3)
        .allSatisfy(delivery -> assertThat(delivery.resendOf()).isNotNull());

    assertThat(step(job).end()).isNull();
    deliverAll();

    assertThat(step(job)).isEqualTo(JobStep.END);
    assertThat(read(job).done()).isEqualTo(3);
  }

  @Test
  void spreadsThemByTheRate() {
    engine.settings.recoverPerSecond = 2;
    fail(3);

    step(start(order()));

    assertThat(engine.due()).hasSize(1);
    engine.now = engine.now.plus(Duration.ofMillis(500));
    assertThat(engine.due()).hasSize(2);
  }

  @Test
  void doesNotRunAhead() {
    engine.settings.recoverMaxUnfinished = 2;
    // one more would open the circuit
    fail(4);
    Job job = start(order());

    step(job);
    step(job);

    assertThat(engine.due(Set.of())).hasSize(1);
    assertThat(pending()).isEqualTo(2);
    deliverAll();
    step(job);
    assertThat(pending()).isEqualTo(2);
  }

  private long pending() {
    return all().stream().filter(d -> d.status() == DeliveryStatus.PENDING).count();
  }

  @Test
  void sendsNothingTwiceHoweverOftenItIsAsked() {
    fail(2);
    Job first = start(order());
    step(first);
    step(first);
    deliverAll();
    step(first);
    end(first, JobStatus.DONE);

    Job second = start(order());

    assertThat(step(second)).isEqualTo(JobStep.END);
    assertThat(read(second).total()).isZero();
    assertThat(all()).hasSize(4);
  }

  @Test
  void takesTheLastOfSeveralRepetitions() {
    fail(1);
    Delivery original = engine.only();
    engine.database.transaction(() -> engine.resender.resend(engine.caller, original.id()));
    engine.settle(engine.failed(engine.due().get(0)));
    Job job = start(order());

    step(job);

    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void leavesWhatArrivedAloneUnlessAskedForIt() {
    engine.record("feedback");
    engine.settle(engine.delivered(engine.due().get(0)));

    Job usual = start(order());
    assertThat(step(usual)).isEqualTo(JobStep.END);
    end(usual, JobStatus.DONE);
    Job job = start(order(DeliveryStatus.DELIVERED));
    step(job);

    assertThat(read(job).total()).isEqualTo(1);
    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void keepsToTheTime() {
    fail(1);
    engine.now = engine.now.plusSeconds(100);
    fail(1);

    Job job = start(new RecoveryOrder(begin.plusSeconds(50), null, Set.of(), false));
    step(job);

    assertThat(read(job).total()).isEqualTo(1);
  }

  @Test
  void aDryRunCountsAndSendsNothing() {
    fail(3);
    Job job = start(new RecoveryOrder(begin.minusSeconds(1), null, Set.of(), true));

    JobStep step = engine.database.newTransaction(() -> engine.batch.count(job.id()));

    assertThat(step).isEqualTo(JobStep.END);
    assertThat(read(job).total()).isEqualTo(3);
    assertThat(read(job).done()).isZero();
    assertThat(all()).hasSize(3);
  }

  @Test
  void refusesASecondOneMeanwhile() {
    fail(1);
    start(order());

    assertThatThrownBy(() -> start(order())).isInstanceOf(RecoveryRunningException.class);
  }

  @Test
  void refusesARangeThatHoldsNothingAndStatesThatAreNotFinal() {
    assertThatThrownBy(
            () -> start(new RecoveryOrder(engine.now.plusSeconds(60), null, Set.of(), false)))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> start(order(DeliveryStatus.PENDING)))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void cancellingClosesWhatWaitsButNotWhatIsInFlight() {
    fail(2);
    Job job = start(order());
    step(job);
    UUID sending = engine.due().get(0).deliveryId();
    engine.status.begin(sending);

    withdraw(job);

    assertThat(all())
        .filteredOn(delivery -> "job-cancelled".equals(delivery.reason()))
        .hasSize(1)
        .allSatisfy(d -> assertThat(d.status()).isEqualTo(DeliveryStatus.CANCELLED));
    assertThat(engine.delivery(sending).status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(marked()).containsExactly(sending);
  }

  @Test
  void marksWhatAnotherNodeMayBeSending() {
    fail(2);
    engine.settings.recoverPerSecond = 1;
    Job job = start(order());
    step(job);
    engine.status.node(UUID.randomUUID());

    withdraw(job);

    assertThat(marked()).hasSize(2);
    assertThat(pending()).isEqualTo(2);
  }

  @Test
  void closesOfAnotherNodesLaneWhatIsDueLater() {
    fail(1);
    Job job = start(order());
    step(job);
    engine.now = engine.now.minusSeconds(60);
    engine.status.node(UUID.randomUUID());

    withdraw(job);

    assertThat(marked()).isEmpty();
    assertThat(pending()).isZero();
  }

  private void withdraw(Job job) {
    engine.database.transaction(
        () -> engine.batch.withdraw(job.id(), webhook.id(), "job-cancelled"));
  }

  private List<UUID> marked() {
    return engine.sql.query(
        "select delivery_id from delivery_withdrawal", row -> row.getObject(1, UUID.class));
  }

  @Test
  void recoversWhatATeamsWebhookMissedOfAllItsAppsButDeletedOnes() {
    engine.change(webhook, off -> off.disable(null, begin));
    webhook = engine.teamWebhook(WebhookFilter.ALL);
    engine.takeLanes();
    App deleted = engine.anotherApp();
    fail(2);
    engine.record(engine.event(deleted, "feedback"), null);
    engine.settle(engine.failed(engine.due().get(0)));
    engine.deleteApp(deleted.id());

    Job job = start(order());
    step(job);

    assertThat(read(job).total()).isEqualTo(2);
    assertThat(engine.due()).extracting(DueDelivery::webhookId).containsOnly(webhook.id());
  }

  @Test
  void findsAWebhookOnlyUnderItsOwnOwner() {
    Webhook team = engine.teamWebhook(WebhookFilter.ALL);

    assertThatThrownBy(() -> engine.recoverer.count(engine.caller, owner(), team.id(), order()))
        .isInstanceOf(WebhookNotFoundException.class);
    assertThatThrownBy(
            () -> engine.recoverer.count(engine.caller, WebhookOwner.TEAM, webhook.id(), order()))
        .isInstanceOf(WebhookNotFoundException.class);
    assertThatThrownBy(
            () ->
                engine.recoverer.count(
                    Caller.system(UUID.randomUUID()), WebhookOwner.TEAM, team.id(), order()))
        .isInstanceOf(WebhookNotFoundException.class);
  }

  @Test
  void failsWhereTheWebhookWasRemoved() {
    fail(1);
    Job job = start(order());
    engine.change(webhook, removed -> removed.remove(begin));

    assertThat(step(job).end()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void endsWhereTheJobWasCancelled() {
    fail(1);
    Job job = start(order());
    end(job, JobStatus.CANCELLED);

    assertThat(step(job)).isEqualTo(JobStep.END);
    assertThat(pending()).isZero();
  }
}
