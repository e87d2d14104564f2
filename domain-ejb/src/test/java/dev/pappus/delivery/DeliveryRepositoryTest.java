package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.AccessFixture;
import dev.pappus.app.App;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookFilter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryRepositoryTest {
  @Parameter TestDatabase.Kind kind;

  /** Keys are made by the system's clock, and ranges of time are searched by keys. */
  private final Instant begin = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

  EngineFixture engine;
  Webhook webhook;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
    engine.now = begin;
    webhook = engine.webhook("feedback", "crashlog");
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<Delivery> page(
      @Nullable String type, @Nullable Instant since, @Nullable Instant until) {
    return engine
        .deliveries
        .page(
            engine.app.id(),
            new DeliveryFilter(null, null, null, type, since, until),
            PageRequest.first())
        .items();
  }

  private Waiting explained(Delivery delivery) {
    return Objects.requireNonNull(engine.deliveries.waiting(List.of(delivery)).get(delivery.id()));
  }

  @Test
  void narrowsAListByTypeAndTime() {
    engine.record("feedback");
    engine.now = engine.now.plusSeconds(60);
    engine.record("crashlog");
    Instant between = begin.plusSeconds(30);

    assertThat(page("crashlog", null, null)).hasSize(1);
    assertThat(page(null, between, null)).hasSize(1);
    assertThat(page(null, null, between)).hasSize(1);
    assertThat(page("crashlog", null, between)).isEmpty();
    assertThat(page(null, null, null)).hasSize(2);
  }

  @Test
  void explainsWhatWaits() {
    engine.record("feedback");
    engine.settle(engine.failed(engine.due().get(0)));
    Delivery delivery = engine.only();

    assertThat(explained(delivery))
        .satisfies(
            waiting -> {
              assertThat(waiting.reason()).isEqualTo(Waiting.Reason.NEXT_ATTEMPT);
              assertThat(waiting.until()).isEqualTo(delivery.nextAttemptAt());
            });

    engine.change(webhook, off -> off.disable(null, begin));

    assertThat(explained(delivery).reason()).isEqualTo(Waiting.Reason.WEBHOOK_OFF);
  }

  @Test
  void explainsNothingOfWhatHasEnded() {
    engine.record("feedback");
    engine.settle(engine.delivered(engine.due().get(0)));

    assertThat(engine.deliveries.waiting(List.of(engine.only()))).isEmpty();
  }

  @Test
  void saysWhichOfAnOrderedWebhookGoesFirst() {
    engine.record("feedback");
    engine.record("feedback");
    engine.sql.update("update webhook set ordered = true where id = ?", webhook.id());
    List<Delivery> newestFirst = page(null, null, null);
    engine.sql.update(
        "update delivery_due set sequence = 2 where delivery_id = ?", newestFirst.get(0).id());
    engine.sql.update(
        "update delivery_due set sequence = 1 where delivery_id = ?", newestFirst.get(1).id());

    assertThat(explained(newestFirst.get(0)).reason()).isEqualTo(Waiting.Reason.BEHIND_ANOTHER);
    assertThat(explained(newestFirst.get(1)).reason()).isEqualTo(Waiting.Reason.DUE);
  }

  @Test
  void keepsTheWeightOfAnswersOutOfLists() {
    engine.record("feedback");
    byte[] answer = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
    engine.settle(engine.result(engine.due().get(0), AttemptOutcome.HTTP_ERROR, 500, answer));
    Delivery delivery = engine.only();

    Attempt light = engine.history.attemptsInShort(List.of(delivery.id()), 100).get(0);
    Attempt whole = engine.deliveries.attempts(delivery.id()).get(0);

    assertThat(light.exchange().responseBody()).hasSize(100);
    assertThat(light.exchange().responseHeaders()).isNull();
    assertThat(whole.exchange().responseBody()).hasSize(5000);
    assertThat(whole.exchange().responseHeaders()).isNotNull();
  }

  @Test
  void findsADeliveryOnlyUnderItsOwnWebhook() {
    Webhook other = engine.webhook("crashlog");
    engine.record("feedback");
    Delivery delivery = engine.only();

    assertThat(engine.deliveries.ofWebhook(webhook.id(), delivery.id())).isPresent();
    assertThat(engine.deliveries.ofWebhook(other.id(), delivery.id())).isEmpty();
  }

  @Test
  void listsATeamsWebhookOverAllItsAppsButDeletedOnes() {
    Webhook team = engine.teamWebhook(WebhookFilter.ALL);
    App deleted = engine.anotherApp();
    engine.record("feedback");
    engine.record(engine.event(deleted, "feedback"), null);
    engine.deleteApp(deleted.id());

    List<Delivery> found =
        engine.deliveries.pageOfWebhook(team.id(), DeliveryFilter.ALL, PageRequest.first()).items();

    assertThat(found).extracting(Delivery::appId).containsExactly(engine.app.id());
    UUID gone = engine.history.page(deleted.id(), DeliveryFilter.ALL, null, 1).get(0).id();
    assertThat(engine.deliveries.ofWebhook(team.id(), gone)).isEmpty();
  }

  @Test
  void asksForAPageInAFewStatementsHoweverLongItIs() {
    for (int i = 0; i < 5; i++) {
      engine.record("feedback");
    }
    engine.settle(engine.failed(engine.due().get(0)));
    AtomicInteger statements = new AtomicInteger();
    DeliveryRepository counted =
        Injection.wire(
            new DeliveryRepository(),
            AccessFixture.control(),
            new DeliveryHistory(new SqlRunner(engine.counting(statements))),
            engine.lanes,
            engine.status,
            (DbClock) () -> engine.now);

    List<Delivery> found =
        counted.page(engine.app.id(), DeliveryFilter.ALL, PageRequest.first()).items();
    counted.attemptsInShort(found.stream().map(Delivery::id).toList(), 10);
    counted.waiting(found);

    assertThat(found).hasSize(5);
    assertThat(statements).hasValue(3);
  }
}
