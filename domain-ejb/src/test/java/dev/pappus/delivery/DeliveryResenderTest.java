package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.webhook.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryResenderTest {
  @Parameter TestDatabase.Kind kind;
  EngineFixture engine;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
    engine.webhook("feedback");
    engine.record("feedback");
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Delivery resend(Delivery delivery) {
    return engine.database.transaction(() -> engine.resender.resend(engine.caller, delivery.id()));
  }

  @Test
  void sendsAFinishedDeliveryAgainAsANewOne() {
    DueDelivery first = engine.due().get(0);
    engine.settle(engine.delivered(first));
    Delivery original = engine.only();

    Delivery again = resend(original);

    assertThat(again.resendOf()).isEqualTo(original.id());
    assertThat(again.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(engine.delivery(original.id()).status()).isEqualTo(DeliveryStatus.DELIVERED);
    DueDelivery due = engine.due().get(0);
    assertThat(due.deliveryId()).isEqualTo(again.id());
    assertThat(due.eventId()).isEqualTo(first.eventId());
    assertThat(due.body()).isEqualTo(first.body());
  }

  @Test
  void closesTheUnfinishedOneItReplaces() {
    Delivery original = engine.only();

    Delivery again = resend(original);

    assertThat(engine.delivery(original.id()).status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(engine.delivery(original.id()).reason()).isEqualTo("resent");
    assertThat(engine.due()).extracting(DueDelivery::deliveryId).containsExactly(again.id());
    assertThat(engine.status.begin(original.id())).isFalse();
  }

  @Test
  void refusesWhatIsInFlight() {
    Delivery original = engine.only();
    engine.status.begin(original.id());

    assertThatThrownBy(() -> resend(original)).isInstanceOf(DeliveryInFlightException.class);

    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(engine.only().inFlight()).isTrue();
  }

  @Test
  void refusesWhatAnotherNodeMayBeSending() {
    Delivery original = engine.only();
    engine.status.node(java.util.UUID.randomUUID());

    assertThatThrownBy(() -> resend(original)).isInstanceOf(DeliveryInFlightException.class);

    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
  }

  @Test
  void replacesInAnotherNodesLaneWhatIsDueLater() {
    engine.settle(engine.failed(engine.due().get(0)));
    Delivery original = engine.only();
    engine.now = engine.now.minusSeconds(60);
    engine.status.node(java.util.UUID.randomUUID());

    Delivery again = resend(original);

    assertThat(engine.delivery(original.id()).reason()).isEqualTo("resent");
    assertThat(again.status()).isEqualTo(DeliveryStatus.PENDING);
  }

  @Test
  void refusesWhereTheWebhookIsGone() {
    Delivery original = engine.only();
    Webhook webhook = engine.database.em().find(Webhook.class, original.webhookId());
    engine.change(webhook, removed -> removed.remove(EngineFixture.START));

    assertThatThrownBy(() -> resend(original)).isInstanceOf(WebhookRemovedException.class);
  }

  @Test
  void lateAnswersOfAReplacedDeliveryChangeNothing() {
    DueDelivery inFlightElsewhere = engine.due().get(0);
    Delivery original = engine.only();
    resend(original);

    engine.settle(engine.delivered(inFlightElsewhere));

    assertThat(engine.delivery(original.id()).status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(engine.deliveries.attempts(original.id()))
        .singleElement()
        .extracting(Attempt::duplicate)
        .isEqualTo(true);
  }

  @Test
  void asksForThePermission() {
    Delivery original = engine.only();
    Caller stranger = AccessFixture.caller(engine.app.teamId(), Role.REPORTER);

    assertThatThrownBy(() -> engine.resender.resend(stranger, original.id()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void hidesDeliveriesOfOtherTeams() {
    Delivery original = engine.only();
    Caller other = Caller.system(java.util.UUID.randomUUID());

    assertThatThrownBy(() -> engine.resender.resend(other, original.id()))
        .isInstanceOf(DeliveryNotFoundException.class);
  }

  @Test
  void refusesWhatItHasNoBodyOfAnyMore() {
    DueDelivery first = engine.due().get(0);
    engine.settle(engine.delivered(first));
    engine.database.execute("delete from message_body");

    assertThatThrownBy(() -> resend(engine.only())).isInstanceOf(DeliveryBodyGoneException.class);
  }
}
