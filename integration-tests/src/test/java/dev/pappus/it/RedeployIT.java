package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class RedeployIT {
  private static final int EVENTS = 71;
  private static final int WEBHOOKS = 3;
  private static final int IN_FLIGHT = 200;

  @Test
  void losesNoDeliveryAndNoThreadWithTwoHundredInFlight() throws DeploymentException, IOException {
    TestApp app = TestApp.uploaded();
    try (HoldingReceiver receiver = new HoldingReceiver()) {
      for (int i = 0; i < WEBHOOKS; i++) {
        app.addWebhook(receiver.url());
      }
      // an endpoint gets one call at a time until it has proved itself
      app.sendFeedback("first");
      app.settledDeliveries(WEBHOOKS);
      receiver.hold();
      ServerThreads threads = ServerThreads.ofServer();
      for (int i = 1; i < EVENTS; i++) {
        app.sendFeedback("number " + i);
      }
      Awaitility.await("200 deliveries in flight")
          .atMost(Duration.ofSeconds(30))
          .until(() -> receiver.held() >= IN_FLIGHT);
      assertThat(deliveriesInFlight()).isGreaterThanOrEqualTo(IN_FLIGHT);
      int before = threads.count();

      DeployedApplication.redeploy();
      receiver.letGo();

      List<JsonObject> deliveries =
          Awaitility.await("all deliveries are made")
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(500))
              .until(
                  () -> app.all("/deliveries?limit=200"),
                  all ->
                      all.size() == EVENTS * WEBHOOKS
                          && all.stream().allMatch(d -> d.getString("status").equals("DELIVERED")));
      assertThat(deliveries).hasSize(EVENTS * WEBHOOKS);
      assertThat(receiver.answeredDeliveries())
          .containsAll(deliveries.stream().map(d -> d.getString("id")).toList());
      Awaitility.await("as many threads as before")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(threads.count()).as(threads::dump).isLessThanOrEqualTo(before));
    }
  }

  /** As the engine counts them: none of the calls that the receiver holds has timed out. */
  private static int deliveriesInFlight() {
    return ApiClient.administrator()
        .get("/api/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("pappus_delivery_in_flight "))
        .map(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such metric"));
  }
}
