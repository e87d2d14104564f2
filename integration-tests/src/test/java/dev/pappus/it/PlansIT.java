package dev.pappus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
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
 * An installation where plans hold. The EAR is the real one but for its defaults, as whether they
 * hold is a setting of the start, which all other tests leave off.
 */
@ExtendWith(ArquillianExtension.class)
@Order(Integer.MAX_VALUE - 1)
class PlansIT {
  private static final String DEFAULTS = "META-INF/microprofile-config.properties";
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder().encodeToString("a key of the payment tests 32 b.".getBytes(UTF_8));
  private static final String CALLBACK = "/api/v1/payments/callback";
  private static final int REST = 10;
  private static final int VISITORS = 64;

  private TestTeam team;
  private String teamId = "";

  @Deployment(testable = false)
  static EnterpriseArchive ear() throws IOException {
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(
            EnterpriseArchive.class, new File(System.getProperty("pappus.ear", "")));
    JavaArchive domain = ear.getAsType(JavaArchive.class, "domain-ejb.jar");
    String defaults;
    try (InputStream in = domain.get(DEFAULTS).getAsset().openStream()) {
      defaults = new String(in.readAllBytes(), UTF_8);
    }
    domain.delete(DEFAULTS);
    domain.add(
        new StringAsset(
            defaults
                + "\npappus.plan.enforced=true\npappus.plan.verified-downloads-per-day="
                + REST
                + "\npappus.plan.payment-secret="
                + SECRET
                + "\n"),
        DEFAULTS);
    ear.delete("domain-ejb.jar");
    return ear.addAsModule(domain);
  }

  @BeforeEach
  void enter() {
    ApiClient client = ApiClient.anonymous();
    Awaitility.await("readiness after the deployment")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> client.get("/api/health/ready").status() == 200);
    team = TestTeam.made();
    teamId = team.api.get("/api/v1/team").expect(200).getString("id");
  }

  private JsonObject plan() {
    JsonObject plan = team.api.get("/api/v1/plan").expect(200);
    assertThat(plan.getBoolean("enforced")).isTrue();
    return plan;
  }

  /** The plans that would allow more downloads. */
  private String moreDownloads() {
    return plan().getJsonArray("limits").getValuesAs(JsonObject.class).stream()
        .filter(limit -> limit.getString("what").equals("downloads-per-day"))
        .findFirst()
        .orElseThrow()
        .getJsonArray("unlockedBy")
        .toString();
  }

  private static JsonObject realName() {
    return Json.createObjectBuilder()
        .add("name", "Ada Lovelace")
        .add("number", "110101199003071234")
        // nobody asked for these
        .add("state", "APPROVED")
        .add("status", "APPROVED")
        .add("team", "tem_00000000000000000000000000")
        .build();
  }

  private String submitted() {
    return team.api.post("/api/v1/verification", realName()).expect(201).getString("id");
  }

  private void verify() {
    ApiClient.administrator()
        .post("/api/v1/admin/verifications/" + submitted() + "/approve")
        .expect(200);
  }

  @Test
  void ofSixtyFourDownloadsAtOnceExactlyTheRestIsLetThrough() throws Exception {
    JsonObject build = team.upload();
    String path = "/api/v1/builds/" + build.getString("id") + "/package";
    String page = "/" + build.getJsonObject("app").getString("slug");
    assertThat(team.api.get(path).expect(429).getString("code")).isEqualTo("download-limit");
    assertThat(new Browser().get(page).text()).contains("real-name verification");
    verify();
    assertThat(new Browser().get(page).text()).doesNotContain("real-name verification");

    List<ApiClient.Answer> answers = atOnce(path);

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(REST);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(VISITORS - REST)
        .allSatisfy(
            answer -> {
              JsonObject problem = answer.expect(429);
              assertThat(problem.getString("code")).isEqualTo("download-limit");
              assertThat(answer.header("Retry-After"))
                  .contains(problem.getJsonNumber("retryAfter").toString());
            });
    Browser.Page limited = new Browser().get(page);
    assertThat(limited.status()).isEqualTo(200);
    assertThat(limited.text()).contains("are used up").doesNotContain("/package");
    assertThat(new Browser().get(page + "/package").status()).isEqualTo(303);
  }

  private List<ApiClient.Answer> atOnce(String path) throws Exception {
    CyclicBarrier together = new CyclicBarrier(VISITORS);
    ExecutorService threads = Executors.newFixedThreadPool(VISITORS);
    try {
      List<Future<ApiClient.Answer>> calls = new ArrayList<>();
      for (int i = 0; i < VISITORS; i++) {
        calls.add(
            threads.submit(
                () -> {
                  together.await();
                  return team.api.get(path);
                }));
      }
      List<ApiClient.Answer> answers = new ArrayList<>();
      for (Future<ApiClient.Answer> call : calls) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRealNameIsRejectedWithAReasonAndSubmittedAgain() {
    String first = submitted();
    assertThat(plan().getString("verification")).isEqualTo("SUBMITTED");
    assertThat(moreDownloads()).isEqualTo("[]");
    assertThat(team.api.post("/api/v1/verification", realName()).expect(409).getString("code"))
        .isEqualTo("verification-state");
    assertThat(team.api.get("/api/v1/verification").text())
        .contains("1234")
        .doesNotContain("110101199003071234");
    TestTeam.Person owner = team.member("owner");
    String decide = "/api/v1/admin/verifications/" + first;
    owner.api().post(decide + "/approve").expect(403);
    team.api.post(decide + "/reject", Json.createObjectBuilder().build()).expect(422);

    Browser.Page queue =
        team.console.press(
            "/console/verification/queue.xhtml",
            // its approval is another form of the same submission
            "name=\"reason\"",
            Map.of("verification", first, "reason", "The number is not hers."));

    assertThat(queue.text()).contains("was rejected");
    assertThat(owner.browser().get("/console/verification/verification.xhtml").text())
        .contains("The number is not hers.");
    assertThat(owner.browser().get("/console/verification/queue.xhtml").status()).isEqualTo(403);
    String second = submitted();
    Browser.Page approved =
        team.console.press(
            "/console/verification/queue.xhtml", "value=\"" + second + "\"", Map.of());
    assertThat(approved.text()).contains("is verified");
    assertThat(plan().getString("verification")).isEqualTo("APPROVED");
    assertThat(moreDownloads()).isEqualTo("[\"PROFESSIONAL\"]");
    assertThat(
            team.api
                .post("/api/v1/admin/verifications/" + second + "/approve")
                .expect(409)
                .getString("code"))
        .isEqualTo("verification-state");
  }

  private JsonObjectBuilder payment(String paymentId) {
    return Json.createObjectBuilder()
        .add("team", teamId)
        .add("paymentId", paymentId)
        .add("receipt", "Receipt of " + paymentId)
        .add("plan", "PROFESSIONAL")
        .add("paidUntil", "2999-12-31");
  }

  private static ApiClient.Answer tell(String id, Instant at, String signature, String body) {
    return ApiClient.anonymous()
        .send(
            "POST",
            CALLBACK,
            body,
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at.getEpochSecond()),
            "webhook-signature",
            signature);
  }

  private static String signed(String id, Instant at, String body) throws Exception {
    return new Webhook(SECRET).sign(id, at.getEpochSecond(), body);
  }

  @Test
  void aPaymentIsBelievedByItsSignatureAloneAndCountsOnce() throws Exception {
    Instant now = Instant.now();
    String body = payment("pay-" + teamId).build().toString();
    String forged = payment("pay-" + teamId).add("plan", "FREE").build().toString();
    String signature = signed("msg_1", now, body);

    ApiClient.anonymous().send("POST", CALLBACK, body, "application/json").expect(401);
    tell("msg_1", now, "v1,AAAA", body).expect(401);
    tell("msg_2", now, signature, body).expect(401);
    tell("msg_1", now, signature, forged).expect(401);
    Instant old = now.minus(Duration.ofMinutes(10));
    tell("msg_1", old, signed("msg_1", old, body), body).expect(401);
    assertThat(plan().getString("state")).isEqualTo("FREE");
    assertThat(team.console.get("/console/plan/paid.xhtml").text()).contains("No payment yet");

    JsonObject paid = tell("msg_1", now, signature, body).expect(200);
    assertThat(tell("msg_1", now, signature, body).expect(200)).isEqualTo(paid);

    JsonObject plan = plan();
    assertThat(plan.getString("plan")).isEqualTo("PROFESSIONAL");
    assertThat(plan.getString("state")).isEqualTo("PAID");
    assertThat(plan.getJsonArray("payments")).hasSize(1);
    assertThat(team.console.get("/console/plan/paid.xhtml").text())
        .contains("Payment successful", "Receipt of pay-" + teamId);
  }

  @Test
  void whatAPlanForbidsIsA402ThatTellsWhatUnlocksIt() {
    String hooks =
        "/api/v1/apps/" + team.upload().getJsonObject("app").getString("id") + "/webhooks";
    JsonObject hook = TestApp.webhook("http://127.0.0.2/hook").build();
    for (int i = 0; i < 3; i++) {
      team.api.post(hooks, hook).expect(201);
    }

    JsonObject refused = team.api.post(hooks, hook).expect(402);

    assertThat(refused.getString("code")).isEqualTo("plan-limit");
    assertThat(refused.getString("plan")).isEqualTo("FREE");
    assertThat(refused.getString("what")).isEqualTo("webhooks-per-app");
    assertThat(refused.getJsonArray("unlockedBy")).hasToString("[\"PROFESSIONAL\"]");
    assertThat(team.console.get("/console/plan/plan.xhtml").text())
        .contains("Nothing can be added", "More comes with: PROFESSIONAL");
    String payments = "/api/v1/admin/teams/" + teamId + "/payments";
    JsonObject order =
        Json.createObjectBuilder()
            .add("plan", "PROFESSIONAL")
            .add("paidUntil", "2999-12-31")
            .add("receipt", "R-" + teamId)
            .build();
    team.member("owner").api().post(payments, order).expect(403);
    team.api.post(payments, order).expect(201);
    assertThat(team.api.post(payments, order).expect(409).getString("code"))
        .isEqualTo("payment-known");
    team.api.post(hooks, hook).expect(201);
  }

  @Test
  void nobodyIsLetIntoATeamThatIsFull() {
    for (int i = 0; i < 3; i++) {
      team.member("tester");
    }
    String last = TestTeam.newAddress();
    String late = TestTeam.newAddress();
    team.invite(last, "tester", null);
    team.invite(late, "tester", null);
    String link = team.link(late);
    TestTeam.register(new Browser(), team.link(last));

    Browser.Page refused = TestTeam.register(new Browser(), link);
    JsonObject invitation =
        Json.createObjectBuilder()
            .add("email", TestTeam.newAddress())
            .add("role", "tester")
            .build();

    assertThat(refused.text()).contains("Members", "PROFESSIONAL", "id=\"register\"");
    assertThat(team.api.post("/api/v1/team/invitations", invitation).expect(402).getString("what"))
        .isEqualTo("members");
    assertThat(team.api.get("/api/v1/team/members").expect(200).getJsonArray("items")).hasSize(5);
  }

  @Test
  void membersOfJsonThatNobodyAskedForGiveNoPlan() {
    JsonObject wish =
        Json.createObjectBuilder()
            .add("plan", "PROFESSIONAL")
            .add("paidPlan", "PROFESSIONAL")
            .add("paidUntil", "2999-12-31T00:00:00Z")
            .add("state", "PAID")
            .add("verification", "APPROVED")
            .add("enforced", false)
            .build();

    team.api.patch("/api/v1/team", wish).expect(200);

    JsonObject plan = plan();
    assertThat(plan.getString("plan")).isEqualTo("FREE");
    assertThat(plan.getString("state")).isEqualTo("FREE");
    assertThat(plan.getString("verification")).isEqualTo("NONE");
    submitted();
    assertThat(plan().getString("verification")).isEqualTo("SUBMITTED");
  }
}
