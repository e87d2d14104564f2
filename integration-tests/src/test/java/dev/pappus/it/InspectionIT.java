package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.it.ApiClient.Answer;
import dev.pappus.it.ApiClient.Part;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A package is looked at, by form or raw, and nothing of it stays. */
@ExtendWith(ArquillianExtension.class)
class InspectionIT {
  private static final String PATH = "/api/v1/inspections";

  private final ApiClient api = ApiClient.administrator();
  private Set<Path> keptBefore = Set.of();

  @BeforeEach
  void look() {
    keptBefore = StoredFiles.kept();
  }

  @AfterEach
  void nothingIsStored() {
    assertThat(StoredFiles.kept()).isEqualTo(keptBefore);
    assertThat(StoredFiles.staged()).isEmpty();
  }

  private Answer form(byte[] bytes) {
    return api.postForm(PATH, Map.of(), new Part("file", "app.apk", bytes));
  }

  private Answer raw(byte[] bytes) {
    return api.send(
        "POST",
        PATH + "?filename=app.apk",
        BodyPublishers.ofByteArray(bytes),
        "application/octet-stream");
  }

  @Test
  void saysTheSameByFormAndRaw() {
    String bundleId = TestApp.newBundleId();
    byte[] apk = TestApp.apk(bundleId, "1.0", 1);

    JsonObject inspection = form(apk).expect(200);

    assertThat(inspection.keySet())
        .containsExactly(
            "format",
            "platform",
            "bundleId",
            "name",
            "version",
            "versionCode",
            "minimumOs",
            "installable",
            "warnings",
            "facts",
            "icon",
            "sizeBytes",
            "sha256",
            "existingApp");
    assertThat(inspection.getString("format")).isEqualTo("apk");
    assertThat(inspection.getString("bundleId")).isEqualTo(bundleId);
    assertThat(inspection.getString("name")).isEqualTo("Löwenzahn 蒲公英");
    assertThat(inspection.getString("minimumOs")).isEqualTo("26");
    assertThat(inspection.getBoolean("installable")).isTrue();
    assertThat(inspection.getJsonArray("warnings"))
        .isEqualTo(Json.createArrayBuilder().add("unsigned").build());
    assertThat(inspection.getInt("sizeBytes")).isEqualTo(apk.length);
    assertThat(inspection.isNull("existingApp")).isTrue();
    assertThat(raw(apk).expect(200)).isEqualTo(inspection);
    assertThat(api.get("/api/v1/apps?limit=200").text()).doesNotContain(bundleId);
  }

  @Test
  void namesTheAppThatItWouldBelongTo() {
    TestApp app = TestApp.uploaded();
    look();

    JsonObject inspection = raw(TestApp.apk(app.bundleId(), "2.0", 2)).expect(200);

    assertThat(inspection.getJsonObject("existingApp").getString("id")).isEqualTo(app.id());
    assertThat(app.firstBuild().getJsonArray("warnings"))
        .isEqualTo(inspection.getJsonArray("warnings"));
    assertThat(app.items("/builds")).hasSize(1);
    assertThat(app.events()).hasSize(1);
  }

  @Test
  void refusesWhatAnUploadRefuses() {
    byte[] text = "This is no package.".getBytes(StandardCharsets.UTF_8);

    assertCode(form(text), 422, "package-unsupported");
    assertCode(raw(text), 422, "package-unsupported");
    assertCode(raw(new byte[0]), 422, "file-empty");
    assertCode(api.postForm(PATH, Map.of("notes", "no file")), 422, "file-missing");
    assertCode(form(new byte[65 * 1024 * 1024]), 413, "file-too-large");
  }

  @Test
  void refusesARawBodyOverTheLimitBeforeItIsRead() throws IOException {
    URI server = DeployedApplication.baseUri();

    String answer =
        RawHttp.exchange(
            server,
            "POST " + PATH + " HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Authorization: Bearer " + DeployedApplication.setting("PAPPUS_ADMIN_TOKEN"),
            "Content-Type: application/octet-stream",
            "Content-Length: 3000000000",
            "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("\"file-too-large\"");
  }

  @Test
  void refusesOtherMethodsOtherTypesAndStrangers() {
    assertCode(api.get(PATH), 405, "method-not-allowed");
    assertCode(
        api.send("POST", PATH, "a=b", "application/x-www-form-urlencoded"),
        415,
        "media-type-unsupported");
    assertCode(api.send("POST", PATH, "{}", "multipart/form-data"), 400, "form-invalid");
    assertCode(
        ApiClient.anonymous().send("POST", PATH, "x", "application/octet-stream"),
        401,
        "unauthenticated");
  }

  private static void assertCode(Answer answer, int status, String code) {
    assertThat(answer.expect(status).getString("code")).isEqualTo(code);
  }
}
