package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With {@code -Dgolden=write} the snapshot is rewritten; a person reads the difference. */
@ExtendWith(ArquillianExtension.class)
class OpenApiIT {
  private static final Path SNAPSHOT =
      Path.of(System.getProperty("pappus.docs", "")).resolve("openapi.yaml");

  @Test
  void servesTheSnapshotByteForByte() throws IOException {
    ApiClient.Answer answer = ApiClient.anonymous().get("/openapi");

    assertThat(answer.status()).isEqualTo(200);
    if ("write".equals(System.getProperty("golden"))) {
      Files.write(SNAPSHOT, answer.bytes());
    }
    assertThat(answer.text()).isEqualTo(Files.readString(SNAPSHOT));
  }

  @Test
  void namesTheFixedContract() {
    String document = ApiClient.anonymous().get("/openapi").text();

    assertThat(document)
        .contains(
            "/api/v1/builds:",
            "/api/v1/builds/{id}/package:",
            "/api/v1/apps/{id}/rotate-ingest-key:",
            "/api/v1/apps/{id}/webhooks/{wid}/rotate-secret:",
            "/api/v1/apps/{id}/webhooks/{wid}/test:",
            "/api/v1/deliveries/{id}/resend:",
            "/api/v1/apps/{id}/feedback:",
            "/api/v1/apps/{id}/crashes:",
            "/api/v1/jobs/{id}:",
            "/api/health/ready:",
            "/api/metrics:");
  }
}
