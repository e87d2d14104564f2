package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of the frameworks are problems like ours, and never tell what is inside. */
@ExtendWith(ArquillianExtension.class)
class ErrorAnswersIT {
  private final ApiClient api = ApiClient.administrator();

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/apps, application/json, 405, method-not-allowed",
    "PUT, /api/v1/events/x, application/json, 405, method-not-allowed",
    "POST, /api/v1/builds, text/plain, 415, media-type-unsupported",
    "PATCH, /api/v1/apps/app_01kb0n6vd3e8s9t2w4x6y8z0ab, text/plain, 415, media-type-unsupported",
    "POST, /api/v1/no/such/route, application/json, 404, not-found",
    "GET, /api/v2/apps, application/json, 404, not-found",
    "POST, /api/v1/builds, multipart/form-data, 400, form-invalid"
  })
  void areProblems(String method, String path, String mediaType, int status, String code) {
    // one server refuses a body under these methods by itself
    String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";

    ApiClient.Answer answer = api.send(method, path, body, mediaType);

    assertThat(answer.expect(status).getString("code")).isEqualTo(code);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertTellsNothing(answer);
  }

  @Test
  void sayThatNothingAcceptableCanBeSent() {
    ApiClient.Answer answer = api.get("/api/v1/apps", "Accept", "image/png");

    assertThat(answer.status()).isEqualTo(406);
    assertTellsNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no-such-app-at-all",
        "/no/such/page",
        "/api/v1/nothing",
        "/api/nothing",
        "/console/nothing.xhtml",
        "/console/../WEB-INF/web.xml",
        "/WEB-INF/web.xml",
        "/META-INF/openapi.yaml",
        "/api/v1/apps?limit=many",
        "/api/v1/apps?limit=-1",
        "/api/v1/apps/%00",
        "/%00",
        "/%FF%FE",
        "/api/v1/builds/bld_%F0%9F%98%80"
      })
  void tellABrowserNothing(String path) {
    ApiClient.Answer answer = api.get(path, "Accept", "text/html");

    assertThat(answer.status()).as(answer.toString()).isBetween(300, 499);
    assertTellsNothing(answer);
  }

  @Test
  void endAnOverlongLineWithoutATrace() throws IOException {
    URI server = DeployedApplication.baseUri();

    String answer =
        RawHttp.exchange(
            server,
            "GET /api/v1/apps?x=" + "y".repeat(70_000) + " HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Connection: close");

    assertThat(answer).doesNotContain("\tat ", "Exception");
  }

  private static void assertTellsNothing(ApiClient.Answer answer) {
    assertThat(answer.text())
        .doesNotContain("\tat ", "Exception", "dev.pappus", "org.jboss", "org.glassfish", "Payara")
        .doesNotContain("RESTEASY", "Jersey", "WildFly", "undertow");
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }
}
