package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.testflight.apple.AppleFixture;
import dev.pappus.testflight.apple.AppleStandIn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Builds on their way to TestFlight. At the other end is a stand-in, written from the public
 * description of the App Store Connect API; Apple's own service was not reached.
 */
@ExtendWith(ArquillianExtension.class)
class HandOverIT {
  private static final String KEY = "/api/v1/testflight/key";
  private static final String KEY_PAGE = "/console/testflight/key.xhtml";
  private static final String ISSUER = "69a6de70-0000-47e3-e053-5b8c7c11a4d1";
  private static final String KEY_ID = "ITKEY00001";

  private final KeyPair pair = AppleFixture.keyPair();
  private final String bundleId = TestApp.newBundleId();
  private final byte[] ipa =
      IpaFixture.app(bundleId)
          .name("Löwenzahn 蒲公英")
          .version("2.4")
          .versionCode("417")
          .profile(ProfileFixture.forTheStore().bytes())
          .bytes();

  private AppleStandIn apple;
  private TestTeam team;

  @BeforeEach
  void open() {
    apple =
        new AppleStandIn(
                Integer.getInteger("apple.port"),
                pair.getPublic(),
                KEY_ID,
                ISSUER,
                Clock.systemUTC())
            .app("app-1", bundleId)
            .processingFor(0);
    team = TestTeam.made();
  }

  @AfterEach
  void close() {
    apple.close();
  }

  private JsonObject storeKey(KeyPair of) {
    return team.api
        .send(
            "PUT",
            KEY,
            Json.createObjectBuilder()
                .add("issuerId", ISSUER)
                .add("keyId", KEY_ID)
                .add("privateKey", AppleFixture.p8(of))
                .build()
                .toString(),
            "application/json")
        .expect(200);
  }

  private JsonObject upload() {
    return team.api.putBuild("app.ipa", ipa).expect(201);
  }

  private static String handOver(JsonObject build) {
    return "/api/v1/builds/" + build.getString("id") + "/testflight";
  }

  private JsonObject start(JsonObject build) {
    return team.api.post(handOver(build)).expect(202);
  }

  /** Waits until the hand-over has come so far. */
  private JsonObject await(JsonObject build, String state, String told) {
    return Awaitility.await(state)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> team.api.get(handOver(build)).expect(200),
            now -> now.getString("state").equals(state) && now.getString("told").contains(told));
  }

  private JsonObject complete(JsonObject build) {
    JsonObject done = await(build, "COMPLETE", "");
    assertThat(apple.bytes()).isEqualTo(ipa);
    assertThat(apple.states()).containsExactly("COMPLETE");
    return done;
  }

  @Test
  void handsABuildOverToItsEnd() {
    storeKey(pair);
    assertThat(team.api.post(KEY + "/check").status()).isEqualTo(204);
    JsonObject build = upload();
    assertThat(team.api.get(handOver(build)).expect(404).getString("code"))
        .isEqualTo("testflight-upload-not-found");

    ApiClient.Answer started = team.api.post(handOver(build));

    String job = "/api/v1/jobs/" + started.expect(202).getString("jobId");
    assertThat(started.header("Location").orElse("")).endsWith(job);
    JsonObject done = complete(build);
    assertThat(done.getString("text")).isEqualTo("The build is in TestFlight.");
    assertThat(done.getString("uploadId")).isEqualTo("upload-1");
    assertThat(done.getInt("bytesSent")).isEqualTo(ipa.length);
    JsonObject ended =
        Awaitility.await("the job's end")
            .until(
                () -> team.api.get(job).expect(200), now -> now.getString("status").equals("DONE"));
    assertThat(ended.getInt("done")).isEqualTo(ipa.length);
    assertThat(team.api.post(handOver(build)).expect(409).getString("code"))
        .isEqualTo("testflight-handed-over");
    assertThat(team.console.get(page(build)).text()).contains("The build is in TestFlight");
  }

  private static String page(JsonObject build) {
    return "/console/app/build.xhtml?app="
        + build.getJsonObject("app").getString("id")
        + "&build="
        + build.getString("id");
  }

  @Test
  void neverShowsAKeyAgain() throws SQLException {
    String answer = storeKey(pair).toString();

    String secret = AppleFixture.p8(pair).lines().skip(1).findFirst().orElseThrow();
    String audit = team.api.get("/api/v1/audit.csv").text();
    String page = team.console.get(KEY_PAGE).text();
    assertThat(audit).contains("testflight-key.store");
    for (String shown : new String[] {answer, team.api.get(KEY).text(), audit, page}) {
      assertThat(shown).contains(KEY_ID).doesNotContain(secret);
    }
    if (DeployedApplication.onPostgresql()) {
      assertThat(storedKey()).isNotEmpty().doesNotContain(secret, "PRIVATE KEY");
    }
    assertThat(team.api.delete(KEY).status()).isEqualTo(204);
    assertThat(team.api.get(KEY).expect(404).getString("code"))
        .isEqualTo("testflight-key-not-found");
  }

  /** As it lies in the table: the newest. */
  private static String storedKey() throws SQLException {
    try (Connection connection = DatabaseServer.connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sealed_private_key from testflight_key order by id desc")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @Test
  void tellsThatAppleRefusesTheKeyAndBeginsAnewWithTheRightOne() {
    storeKey(AppleFixture.keyPair());
    ApiClient.Answer checked = team.api.post(KEY + "/check");
    JsonObject build = upload();
    start(build);

    JsonObject failed = await(build, "FAILED", "App Store Connect refuses the key");
    assertThat(checked.expect(422).getString("code")).isEqualTo("testflight-refused");
    assertThat(failed.getString("told"))
        .contains("Provide a properly configured and signed bearer token.");
    assertThat(
            team.api
                .get("/api/v1/jobs/" + failed.getString("jobId"))
                .expect(200)
                .getString("message"))
        .isEqualTo(failed.getString("told"));
    storeKey(pair);
    start(build);

    complete(build);
  }

  @Test
  void tellsApplesConflictAndBeginsAnewFromTheConsole() {
    String words = "The bundle version must be higher than the previously uploaded version.";
    apple.failing("POST /v1/buildUploads", 409, words);
    storeKey(pair);
    JsonObject build = upload();
    start(build);

    assertThat(await(build, "FAILED", "").getString("told")).isEqualTo(words);
    assertThat(team.console.get(page(build)).text()).contains(words);
    Browser.Page again = team.console.press(page(build), "value=\"Hand over again\"", Map.of());

    assertThat(again.text()).contains("The hand-over begins.");
    complete(build);
    assertThat(apple.uploads()).isEqualTo(1);
  }

  /** After ten seconds, where it was. */
  @Test
  void goesOnWhereItWasWhenAppleHangsUpInTheMiddle() {
    apple.hangingUp("PUT /parts/file-1/1");
    storeKey(pair);
    JsonObject build = upload();
    start(build);

    JsonObject stuck = await(build, "SENDING", "127.0.0.1 does not answer");
    assertThat(stuck.getInt("bytesSent")).isBetween(1, ipa.length - 1);

    complete(build);
    assertThat(apple.uploads()).isEqualTo(1);
    assertThat(apple.files()).isEqualTo(1);
    assertThat(apple.asked().stream().filter("PUT /parts/file-1/0"::equals)).hasSize(1);
    assertThat(apple.asked().stream().filter("PUT /parts/file-1/1"::equals)).hasSize(2);
  }

  @Test
  void anotherTeamsKeyAndHandOverAreNotThere() {
    storeKey(pair);
    JsonObject build = upload();
    String job = "/api/v1/jobs/" + start(build).getString("jobId");
    TestTeam other = TestTeam.made();
    JsonObject theirs = other.api.putBuild("app.ipa", ipa).expect(201);

    for (ApiClient.Answer answer :
        new ApiClient.Answer[] {
          other.api.get(KEY),
          other.api.delete(KEY),
          other.api.post(KEY + "/check"),
          other.api.post(handOver(theirs))
        }) {
      assertThat(answer.expect(404).getString("code")).isEqualTo("testflight-key-not-found");
    }
    for (ApiClient.Answer answer :
        new ApiClient.Answer[] {other.api.get(handOver(build)), other.api.post(handOver(build))}) {
      assertThat(answer.expect(404).getString("code")).isEqualTo("build-not-found");
    }
    assertThat(other.api.get(job).expect(404).getString("code")).isEqualTo("job-not-found");
    assertThat(other.console.get(KEY_PAGE).text()).doesNotContain(KEY_ID);
    complete(build);
  }

  @Test
  void refusesWhatAppleWouldNotTake() {
    storeKey(pair);
    JsonObject apk = team.upload();

    assertThat(team.api.post(handOver(apk)).expect(422).getString("code"))
        .isEqualTo("testflight-not-for-store");
    assertThat(apple.asked()).isEmpty();
  }
}
