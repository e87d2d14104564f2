package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An installation that asks for its guidelines and decides upon every build. The EAR is the real
 * one with a library of settings: the server's environment is that of all tests.
 */
@ExtendWith(ArquillianExtension.class)
@Order(Integer.MAX_VALUE - 1)
class ReviewIT {
  private static final String QUEUE = "/console/review/queue.xhtml";
  private static final String GUIDELINES = "/console/review/guidelines.xhtml";
  private static final String REVIEWS = "/api/v1/admin/reviews/";
  private static final String REASON = "It asks for a password of another service.";

  private final ApiClient administrator = ApiClient.administrator();
  private final ApiClient stranger = ApiClient.anonymous();

  @Deployment(testable = false)
  static EnterpriseArchive ear() {
    return DeployedApplication.ear()
        .addAsLibrary(
            ShrinkWrap.create(JavaArchive.class, "review-settings.jar")
                .addAsManifestResource(
                    new StringAsset(
                        """
                        config_ordinal=150
                        pappus.review.guidelines=required
                        pappus.review.approval=all
                        """),
                    "microprofile-config.properties"));
  }

  @BeforeEach
  void awaitReadiness() {
    DeployedApplication.awaitReadiness();
  }

  private static TestTeam teamThatAccepted() {
    TestTeam team = TestTeam.made();
    team.api
        .post(
            "/api/v1/guidelines/acceptances", Json.createObjectBuilder().add("version", 1).build())
        .expect(200);
    return team;
  }

  private static void subscribe(TestTeam team, Receiver receiver) {
    team.api
        .post(
            "/api/v1/team/webhooks",
            Json.createObjectBuilder()
                .add("name", "Receiver")
                .add("url", receiver.url())
                .add(
                    "events",
                    Json.createArrayBuilder(List.of("review.approved", "review.rejected")))
                .build())
        .expect(201);
  }

  private static String id(JsonObject build) {
    return build.getString("id");
  }

  private static String page(JsonObject build) {
    return "/" + build.getJsonObject("app").getString("slug");
  }

  private static String state(JsonObject build) {
    return build.getJsonObject("review").getString("state");
  }

  @Test
  void takesNoUploadOfATeamBeforeItHasAcceptedTheGuidelines() {
    TestTeam team = TestTeam.made();
    TestTeam.Person developer = team.member("developer");
    byte[] apk = TestApp.apk(TestApp.newBundleId(), "1.0", 1);

    for (ApiClient.Answer refused :
        List.of(
            developer.api().putBuild("app.apk", apk),
            developer.api().postBuild("app.apk", apk, Map.of()))) {
      JsonObject problem = refused.expect(403);
      assertThat(problem.getString("code")).isEqualTo("guidelines-not-accepted");
      assertThat(problem.getString("acceptUrl")).endsWith(GUIDELINES);
    }
    assertThat(developer.browser().get("/console/app/apps.xhtml").text()).contains(GUIDELINES);
    Browser.Page accepted = developer.browser().press(GUIDELINES, "id=\"accept\"", Map.of());

    assertThat(accepted.text()).contains("Accepted for the team by " + developer.email());
    assertThat(state(developer.api().putBuild("app.apk", apk).expect(201))).isEqualTo("waiting");
  }

  @Test
  void opensTheInstallPageWithTheApproval() {
    TestTeam team = teamThatAccepted();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      subscribe(team, receiver);
      JsonObject build = team.upload();
      String page = page(build);
      Browser.Page closed = new Browser().get(page);
      assertThat(closed.status()).isEqualTo(403);
      assertThat(closed.text()).contains("In review").doesNotContain("Löwenzahn");
      assertThat(stranger.get(page + "/package").expect(403).getString("code"))
          .isEqualTo("in-review");
      assertThat(team.member("tester").browser().get(page).status()).isEqualTo(200);

      Browser.Page queue = team.console.press(QUEUE, id(build), Map.of());

      assertThat(queue.text()).contains("The build is approved").doesNotContain(id(build));
      assertThat(new Browser().get(page).text()).contains("Löwenzahn");
      assertThat(stranger.get(page + "/package").status()).isEqualTo(200);
      assertThat(TestApp.calls(receiver, 1).get(0).body())
          .contains("\"type\":\"review.approved\"", page + "\"");
      JsonObject late = administrator.post(REVIEWS + id(build) + "/approve").expect(409);
      assertThat(late.getString("code")).isEqualTo("review-decided");
      assertThat(late.getString("state")).isEqualTo("approved");
    }
  }

  @Test
  void offersTheApprovedBuildWhileANewerOneWaits() {
    TestTeam team = teamThatAccepted();
    String bundleId = TestApp.newBundleId();
    JsonObject first = team.api.putBuild("app.apk", TestApp.apk(bundleId, "1.0", 1)).expect(201);
    administrator.post(REVIEWS + id(first) + "/approve").expect(200);

    JsonObject second = team.api.putBuild("app.apk", TestApp.apk(bundleId, "2.0", 2)).expect(201);

    String page = page(first);
    assertThat(new Browser().get(page).text()).contains("1.0").doesNotContain("2.0");
    assertThat(new Browser().get(page + "?build=" + id(second)).status()).isEqualTo(403);
    assertThat(stranger.get(page + "/package?build=" + id(second)).status()).isEqualTo(403);
    administrator.post(REVIEWS + id(second) + "/approve").expect(200);
    assertThat(new Browser().get(page).text()).contains("2.0");
  }

  @Test
  void tellsTheTeamWhyABuildWasRejected() {
    TestTeam team = teamThatAccepted();
    TestTeam.Person developer = team.member("developer");
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      subscribe(team, receiver);
      JsonObject build = team.upload();

      administrator
          .post(
              REVIEWS + id(build) + "/reject",
              Json.createObjectBuilder().add("reason", REASON).build())
          .expect(200);

      assertThat(TestApp.calls(receiver, 1).get(0).body())
          .contains("\"type\":\"review.rejected\"", "\"notes\":\"" + REASON + "\"");
      assertThat(new Browser().get(page(build)).text()).contains("Not approved");
      String app = build.getJsonObject("app").getString("id");
      assertThat(developer.browser().get("/console/app/builds.xhtml?app=" + app).text())
          .contains("Not approved")
          .contains(REASON);
      assertThat(developer.browser().get("/console/inbox/notices.xhtml").text()).contains(REASON);
      JsonObject review =
          developer.api().get("/api/v1/builds/" + id(build)).expect(200).getJsonObject("review");
      assertThat(review.getString("reason")).isEqualTo(REASON);
    }
  }

  @Test
  void decidesNotUponABuildThatIsGone() {
    TestTeam team = teamThatAccepted();
    JsonObject build = team.upload();
    team.api.delete("/api/v1/builds/" + id(build)).expect(204);

    assertThat(administrator.post(REVIEWS + id(build) + "/approve").expect(404).getString("code"))
        .isEqualTo("build-not-found");
    assertThat(team.console.get(QUEUE).text()).doesNotContain(id(build));
  }
}
