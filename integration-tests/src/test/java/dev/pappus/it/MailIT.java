package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without a mail server, messages are kept where an administrator can read them. */
@ExtendWith(ArquillianExtension.class)
class MailIT {
  private final ApiClient client = ApiClient.administrator();

  @Test
  void keepsATestMessageInTheOutbox() {
    ApiClient.Answer sent = client.post("/api/v1/mail/test");

    JsonObject mail = sent.expect(202);
    assertThat(mail.getString("status")).isEqualTo("WAITING");
    assertThat(mail.getString("body")).contains(DeployedApplication.baseUri().toString());
    assertThat(sent.header("Location").orElse("")).endsWith("/api/v1/mail/" + mail.getString("id"));
    assertThat(
            client
                .get("/api/v1/mail")
                .expect(200)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class))
        .extracting(found -> found.getString("id"))
        .contains(mail.getString("id"));
    client.post("/api/v1/mail/" + mail.getString("id") + "/retry").expect(200);
  }

  @Test
  void knowsNoOtherMessages() {
    assertThat(
            client.get("/api/v1/mail/eml_00000000000000000000000000").expect(404).getString("code"))
        .isEqualTo("mail-not-found");
    assertThat(client.post("/api/v1/mail/x/retry").expect(404).getString("code"))
        .isEqualTo("mail-not-found");
    assertThat(ApiClient.anonymous().get("/api/v1/mail").status()).isEqualTo(401);
  }

  /** A team may come about without the administrator, and nobody else could pass its letters on. */
  @Test
  void showsTheMessagesOfATeamThatTheAdministratorIsNotIn() {
    TestTeam.Person founder = TestTeam.made().member("developer");
    String name = "Founded " + TestTeam.newAddress();
    assertThat(
            founder
                .browser()
                .press("/console/account/teams.xhtml", "id=\"new\"", Map.of("name", name))
                .text())
        .contains(name);
    String invited = TestTeam.newAddress();
    ApiClient.withToken(TestTeam.token(founder.browser(), "admin", null))
        .post(
            "/api/v1/team/invitations",
            Json.createObjectBuilder().add("email", invited).add("role", "tester").build())
        .expect(201);

    JsonObject letter =
        client
            .get("/api/v1/mail")
            .expect(200)
            .getJsonArray("items")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(mail -> mail.getString("recipient").equals(invited))
            .findFirst()
            .orElseThrow();

    assertThat(letter.getString("body")).contains("/console/account/invitation.xhtml?key=");
    assertThat(letter.getString("teamId")).startsWith("tem_");
    assertThat(
            Browser.signedIn(
                    TestTeam.ADMINISTRATOR, DeployedApplication.setting("PAPPUS_ADMIN_PASSWORD"))
                .get("/console/mail/outbox.xhtml")
                .text())
        .contains(invited, name);
    assertThat(founder.api().get("/api/v1/mail").status()).isEqualTo(403);
    assertThat(founder.api().get("/api/v1/mail/" + letter.getString("id")).status()).isEqualTo(403);
  }
}
