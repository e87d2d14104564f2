package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.event.AppEvent;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorded;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookFilter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryPlannerTest {
  @Parameter TestDatabase.Kind kind;
  EngineFixture engine;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void plansOneDeliveryForEachWebhookThatAsks() {
    Webhook first = engine.webhook("feedback", "crashlog");
    Webhook second = engine.webhook("feedback");

    EventMessage event = engine.record("feedback");

    assertThat(engine.deliveries.ofEvents(List.of(event.id())).get(event.id()))
        .extracting(Delivery::webhookId)
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(engine.database.count("delivery_due")).isEqualTo(2);
    assertThat(engine.rung).containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  void storesEqualBodiesOnce() {
    engine.webhook("feedback");
    engine.webhook("feedback");

    engine.record("feedback");

    assertThat(engine.database.count("message_body")).isEqualTo(1);
  }

  @Test
  void saysWhyAWebhookGetsNothing() {
    Webhook off = engine.webhook("feedback");
    engine.change(off, webhook -> webhook.disable(null, Instant.EPOCH));
    Webhook other = engine.webhook("crashlog");

    EventMessage event = engine.record("feedback");

    assertThat(engine.deliveries.skipsOfEvents(List.of(event.id())).get(event.id()))
        .containsExactlyInAnyOrder(
            new Skip(event.id(), off.id(), SkipReason.WEBHOOK_OFF),
            new Skip(event.id(), other.id(), SkipReason.NOT_SELECTED));
    assertThat(engine.database.count("delivery")).isZero();
  }

  @Test
  void keepsTheEventWhenAConnectorFails() {
    Webhook webhook = engine.webhook("feedback");
    engine.rendering =
        message -> {
          throw new IllegalStateException("broken connector");
        };

    EventMessage event = engine.record("feedback");

    assertThat(engine.database.count("app_event")).isEqualTo(1);
    assertThat(engine.deliveries.skipsOfEvents(List.of(event.id())).get(event.id()))
        .containsExactly(new Skip(event.id(), webhook.id(), SkipReason.RENDER_FAILED));
  }

  @Test
  void leavesNothingWhenTheBusinessChangeRollsBack() {
    engine.webhook("feedback");
    engine.webhook("crashlog");
    EventMessage event = engine.event("feedback");

    assertThatThrownBy(
            () ->
                engine.database.transaction(
                    () -> {
                      engine.database.em().persist(new AppEvent(engine.app.teamId(), event));
                      engine.database.em().flush();
                      engine.planner.plan(new EventRecorded(engine.app.teamId(), event, null));
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");

    for (String table :
        Set.of("app_event", "delivery", "delivery_due", "message_body", "delivery_skip")) {
      assertThat(engine.database.count(table)).as(table).isZero();
    }
  }

  @Test
  void plansATestForItsWebhookAloneEvenWhenItIsOff() {
    Webhook off = engine.webhook("crashlog");
    engine.change(off, webhook -> webhook.disable(null, Instant.EPOCH));
    engine.webhook("feedback");
    EventMessage test = engine.event("feedback").asTest(PublicId.newKey(), EngineFixture.START);

    engine.record(test, off.id());

    Delivery delivery = engine.only();
    assertThat(delivery.webhookId()).isEqualTo(off.id());
    assertThat(delivery.test()).isTrue();
    assertThat(delivery.nextAttemptAt()).isEqualTo(EngineFixture.START);
    assertThat(engine.database.count("delivery_skip")).isZero();
  }

  @Test
  void plansATeamsWebhookForEveryAppThatItsFilterAdmits() {
    Webhook everything = engine.teamWebhook(WebhookFilter.ALL);
    Webhook thisApp =
        engine.teamWebhook(new WebhookFilter(Set.of(engine.app.id()), Set.of(), Set.of()));
    Webhook otherApp =
        engine.teamWebhook(new WebhookFilter(Set.of(PublicId.newKey()), Set.of(), Set.of()));
    Webhook otherPlatform =
        engine.teamWebhook(new WebhookFilter(Set.of(), Set.of(Platform.ANDROID), Set.of()));
    Webhook channel = engine.teamWebhook(new WebhookFilter(Set.of(), Set.of(), Set.of("beta")));

    EventMessage event = engine.record("feedback");

    assertThat(engine.deliveries.ofEvents(List.of(event.id())).get(event.id()))
        .extracting(Delivery::webhookId)
        .containsExactlyInAnyOrder(everything.id(), thisApp.id());
    assertThat(engine.deliveries.skipsOfEvents(List.of(event.id())).get(event.id()))
        .containsExactlyInAnyOrder(
            new Skip(event.id(), otherApp.id(), SkipReason.FILTERED),
            new Skip(event.id(), otherPlatform.id(), SkipReason.FILTERED),
            new Skip(event.id(), channel.id(), SkipReason.FILTERED));
  }
}
