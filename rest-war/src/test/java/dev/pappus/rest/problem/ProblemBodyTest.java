package dev.pappus.rest.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemBodyTest {

  @Test
  void writesTheMembersInTheirOrderAndThenTheFacts() {
    DomainException refusal =
        new DomainException(
                ProblemKind.CONFLICT,
                "webhook-limit",
                "Webhook limit reached",
                "At most 3 webhooks.")
            .with("limit", 3);

    String json = new String(ProblemBody.of(refusal, "01h").toBytes(), UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"type\":\"urn:pappus:problem:webhook-limit\",\"code\":\"webhook-limit\","
                + "\"title\":\"Webhook limit reached\",\"status\":409,"
                + "\"detail\":\"At most 3 webhooks.\","
                + "\"instance\":\"urn:pappus:request:01h\",\"limit\":3}");
  }

  @Test
  void saysWhenALimitMayBeTriedAgain() {
    DomainException refusal =
        new DomainException(ProblemKind.LIMIT_EXCEEDED, "download-limit", "Limit", "Too often.")
            .with("retryAfter", 61L);

    assertThat(ProblemBody.of(refusal, "1").toResponse().getHeaderString("Retry-After"))
        .isEqualTo("61");
  }

  @Test
  void listsTheWrongMembers() {
    String json =
        new String(
            ProblemBody.of(new InvalidFieldException("name", "must not be empty"), "1").toBytes(),
            UTF_8);

    assertThat(json)
        .contains(
            "\"status\":422",
            "\"errors\":[{\"pointer\":\"/name\",\"code\":\"field-invalid\","
                + "\"detail\":\"must not be empty\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "400, request-malformed, 400",
    "401, unauthenticated, 401",
    "404, not-found, 404",
    "405, method-not-allowed, 405",
    "406, not-acceptable, 406",
    "413, body-too-large, 413",
    "414, request-malformed, 414",
    "415, media-type-unsupported, 415",
    "416, range-not-satisfiable, 416",
    "503, unavailable, 503",
    "500, unexpected, 500",
    "501, unexpected, 500"
  })
  void namesWhatAServerRefusedByAStatusAlone(int theirs, String code, int ours) {
    ProblemBody problem = ProblemBody.ofStatus(theirs, "1");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.status()).isEqualTo(ours);
  }

  @ParameterizedTest
  @EnumSource(ProblemKind.class)
  void givesEveryKindAnErrorStatus(ProblemKind kind) {
    ProblemBody problem = ProblemBody.of(new DomainException(kind, "c", "t", "d"), "1");

    assertThat(problem.status()).isBetween(400, 599);
  }

  @Test
  void namesAWayToSignIn() {
    assertThat(ProblemBody.ofStatus(401, "1").toResponse().getHeaderString("WWW-Authenticate"))
        .isEqualTo("Bearer");
  }

  @Test
  void closesTheConnectionUnderABodyThatIsTooLarge() {
    assertThat(ProblemBody.ofStatus(413, "1").toResponse().getHeaderString("Connection"))
        .isEqualTo("close");
  }

  @Test
  void saysWhenToComeBackToWhatIsUnavailable() {
    assertThat(ProblemBody.ofStatus(503, "1").toResponse().getHeaderString("Retry-After"))
        .isEqualTo("10");
    assertThat(ProblemBody.ofStatus(500, "1").toResponse().getHeaderString("Retry-After")).isNull();
  }
}
