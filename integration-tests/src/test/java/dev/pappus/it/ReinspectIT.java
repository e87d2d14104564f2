package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.apk.ApkFixture;
import dev.pappus.it.ApiClient.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Builds say how they stand now, and are inspected again by a job. */
@ExtendWith(ArquillianExtension.class)
class ReinspectIT {
  private static final String UNKNOWN = "_01kb0n6vd3e8s9t2w4x6y8z0ab";

  private final ApiClient api = ApiClient.administrator();
  private final ApiClient stranger = ApiClient.anonymous();

  private JsonObject upload(String bundleId, int versionCode) {
    byte[] apk =
        ApkFixture.app(bundleId)
            .version("1." + versionCode)
            .versionCode(versionCode)
            .icon(Pictures.png(96))
            .bytes();
    return api.postBuild("app.apk", apk, Map.of("access", "invitation")).expect(201);
  }

  private JsonObject read(JsonObject build) {
    return api.get("/api/v1/builds/" + build.getString("id")).expect(200);
  }

  private JsonObject ended(Answer started) {
    JsonObject job = started.expect(202);
    assertThat(job.getString("kind")).isEqualTo("inspect-builds");
    String path = "/api/v1/jobs/" + job.getString("id");
    assertThat(started.header("Location").orElseThrow()).endsWith(path);
    Awaitility.await("the end of the inspections")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !api.get(path).expect(200).isNull("finishedAt"));
    JsonObject end = api.get(path).expect(200);
    assertThat(end.getString("status")).isEqualTo("DONE");
    return end;
  }

  @Test
  void saysOfABuildHowItStandsNow() {
    JsonObject build = upload(TestApp.newBundleId(), 1);

    assertThat(build.getBoolean("installable")).isTrue();
    assertThat(build.isNull("inspectionProblem")).isTrue();
    assertThat(build.getString("inspectedAt")).isEqualTo(build.getString("createdAt"));
    assertThat(build.getJsonArray("warnings")).hasSize(1);
    String icon = build.getString("iconUrl");
    assertThat(icon).endsWith("/icon.png?build=" + build.getString("id"));
    assertThat(api.get(icon).status()).isEqualTo(200);
    assertThat(stranger.get(icon).status()).as("for members of the team").isEqualTo(403);
    JsonObject listed =
        api.get("/api/v1/apps/" + build.getJsonObject("app").getString("id") + "/builds")
            .expect(200)
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(listed.getString("iconUrl")).isEqualTo(icon);
    assertThat(TestApp.uploaded().firstBuild().isNull("iconUrl")).isTrue();
  }

  @Test
  void inspectsOneBuildAgain() {
    JsonObject build = upload(TestApp.newBundleId(), 1);

    JsonObject job = ended(api.post("/api/v1/builds/" + build.getString("id") + "/inspections"));

    JsonObject inspected = read(build);
    assertThat(job.getInt("done")).isEqualTo(1);
    assertThat(job.getString("message")).isEmpty();
    assertThat(Instant.parse(inspected.getString("inspectedAt")))
        .isAfter(Instant.parse(build.getString("inspectedAt")));
    for (String same : Set.of("facts", "warnings", "version", "versionCode", "number", "iconUrl")) {
      assertThat(inspected.get(same)).as(same).isEqualTo(build.get(same));
    }
    assertThat(audited("build.inspect", build.getString("id"))).hasSize(1);
    assertThat(audited("build.update", build.getString("id"))).isEmpty();
  }

  private JsonArray audited(String action, String subject) {
    return api.get("/api/v1/audit?action=" + action + "&subject=" + subject)
        .expect(200)
        .getJsonArray("items");
  }

  @Test
  void inspectsAllBuildsOfAnAppAndNamesThoseThatItCannot() throws IOException {
    Set<Path> before = StoredFiles.kept();
    String bundleId = TestApp.newBundleId();
    JsonObject lost = upload(bundleId, 1);
    Set<Path> kept = new HashSet<>(StoredFiles.kept());
    kept.removeAll(before);
    JsonObject good = upload(bundleId, 2);
    for (Path file : kept) {
      Files.delete(file);
    }

    JsonObject job =
        ended(
            api.post("/api/v1/apps/" + good.getJsonObject("app").getString("id") + "/inspections"));

    assertThat(job.getInt("done")).isEqualTo(2);
    assertThat(job.getInt("total")).isEqualTo(2);
    assertThat(job.getString("message")).endsWith("keep what was known of them: 1.");
    assertThat(read(lost).getString("inspectionProblem")).isEqualTo("package-missing");
    assertThat(read(lost).get("facts")).isEqualTo(lost.get("facts"));
    assertThat(read(good).isNull("inspectionProblem")).isTrue();
    api.delete("/api/v1/builds/" + lost.getString("id")).expect(204);
  }

  @Test
  void inspectsAllBuildsOfTheTeam() {
    JsonObject build = upload(TestApp.newBundleId(), 1);

    JsonObject job = ended(api.post("/api/v1/builds/inspections"));

    assertThat(job.getInt("done")).isPositive();
    assertThat(Instant.parse(read(build).getString("inspectedAt")))
        .isAfterOrEqualTo(Instant.parse(job.getString("createdAt")));
    assertThat(StoredFiles.staged()).isEmpty();
  }

  @Test
  void refusesWhatIsNotThereAndStrangers() {
    assertCode(api.post("/api/v1/builds/bld" + UNKNOWN + "/inspections"), 404, "build-not-found");
    assertCode(api.post("/api/v1/builds/x/inspections"), 404, "build-not-found");
    assertCode(api.post("/api/v1/apps/app" + UNKNOWN + "/inspections"), 404, "app-not-found");
    assertCode(stranger.post("/api/v1/builds/inspections"), 401, "unauthenticated");
    assertCode(api.get("/api/v1/builds/bld" + UNKNOWN + "/inspections"), 405, "method-not-allowed");
  }

  private static void assertCode(Answer answer, int status, String code) {
    assertThat(answer.expect(status).getString("code")).isEqualTo(code);
  }
}
