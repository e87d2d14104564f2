package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People come by invitation, are something in a team, and go; tokens act for them. */
@ExtendWith(ArquillianExtension.class)
class TeamsIT {
  private final TestTeam team = TestTeam.made();

  private static JsonObject role(String role) {
    return Json.createObjectBuilder().add("role", role).build();
  }

  private JsonObject member(String email) {
    return team
        .api
        .get("/api/v1/team/members")
        .expect(200)
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(one -> one.getString("email").equals(email))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLinkIsUsedOnce() {
    String email = TestTeam.newAddress();
    team.invite(email, "tester", null);
    String link = team.link(email);
    assertThat(new Browser().get(link).text()).contains(email);

    TestTeam.register(new Browser(), link);

    Browser.Page again = new Browser().get(link);
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.text()).contains("accepted already").doesNotContain("id=\"register\"");
    assertThat(member(email).getString("role")).isEqualTo("tester");
  }

  @Test
  void aWithdrawnLinkAndAnUnknownOneOpenNothing() {
    String email = TestTeam.newAddress();
    JsonObject invitation = team.invite(email, "tester", null);
    String link = team.link(email);

    assertThat(team.api.delete("/api/v1/team/invitations/" + invitation.getString("id")).status())
        .isEqualTo(204);

    assertThat(new Browser().get(link).status()).isEqualTo(410);
    assertThat(new Browser().get(link.replaceFirst("key=.*", "key=0")).status()).isEqualTo(404);
    assertThat(new Browser().get("/console/account/invitation.xhtml").status()).isEqualTo(404);
  }

  @Test
  void sentAgainTheOldLinkIsWorthNothing() {
    String email = TestTeam.newAddress();
    JsonObject invitation = team.invite(email, "tester", null);
    String old = team.link(email);

    team.api.post("/api/v1/team/invitations/" + invitation.getString("id") + "/resend").expect(200);

    assertThat(team.link(email)).isNotEqualTo(old);
    assertThat(new Browser().get(old).status()).isEqualTo(404);
    assertThat(new Browser().get(team.link(email)).status()).isEqualTo(200);
  }

  @Test
  void anInvitationIsForItsAddressAlone() {
    TestTeam.Person eve = team.member("tester");
    String email = TestTeam.newAddress();
    team.invite(email, "owner", null);

    Browser.Page page = eve.browser().get(team.link(email));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("another address")
        .doesNotContain("id=\"join\"", "id=\"register\"");
    assertThat(member(eve.email()).getString("role")).isEqualTo("tester");
  }

  @Test
  void whoHasAnAccountJoinsAnotherTeamWithIt() {
    TestTeam.Person bob = team.member("tester");
    TestTeam other = TestTeam.made();
    other.invite(bob.email(), "auditor", null);

    Browser.Page joined = bob.browser().press(other.link(bob.email()), "id=\"join\"", Map.of());

    assertThat(joined.status()).isEqualTo(200);
    assertThat(bob.browser().get("/console/audit/audit.xhtml").status())
        .as("shows the new team, where it is an auditor")
        .isEqualTo(200);
    assertThat(bob.browser().get("/console/account/teams.xhtml").text())
        .contains("Tester", "Auditor");
  }

  @Test
  void whoWasRemovedIsOutAtOnceAndItsTokenToo() {
    TestTeam.Person bob = team.member("developer");
    bob.api().get("/api/v1/apps").expect(200);

    assertThat(
            team.api.delete("/api/v1/team/members/" + member(bob.email()).getString("id")).status())
        .isEqualTo(204);

    bob.api().get("/api/v1/apps").expect(401);
    assertThat(bob.browser().get("/console/app/apps.xhtml").status()).isEqualTo(302);
  }

  @Test
  void aChangedRoleCountsAtOnce() {
    TestTeam.Person bob = team.member("developer");
    String path = "/api/v1/team/members/" + member(bob.email()).getString("id");
    bob.api().get("/api/v1/bins").expect(200);

    team.api.patch(path, role("tester")).expect(200);

    bob.api().get("/api/v1/bins").expect(403);
    assertThat(bob.browser().get("/console/inspector/bins.xhtml").status()).isEqualTo(403);
  }

  @Test
  void nobodyRisesByHisOwnHand() {
    TestTeam.Person adam = team.member("admin");
    String path = "/api/v1/team/members/" + member(adam.email()).getString("id");

    adam.api().patch(path, role("owner")).expect(403);
    adam.api()
        .post(
            "/api/v1/team/invitations",
            Json.createObjectBuilder()
                .add("email", TestTeam.newAddress())
                .add("role", "owner")
                .build())
        .expect(403);
    Browser.Page page =
        adam.browser()
            .press(
                "/console/account/members.xhtml",
                "id=\"invite\"",
                Map.of("email", TestTeam.newAddress(), "role", "owner"));

    assertThat(page.text()).contains("notice bad");
    assertThat(member(adam.email()).getString("role")).isEqualTo("admin");
  }

  @Test
  void membersOfJsonThatNobodyAskedForChangeNothing() {
    TestTeam.Person bob = team.member("developer");

    JsonObject token =
        bob.api()
            .post(
                "/api/v1/tokens",
                Json.createObjectBuilder()
                    .add("name", "Mine")
                    .add("scopes", Json.createArrayBuilder(List.of("admin")))
                    .add("role", "owner")
                    .add("userId", member(TestTeam.ADMINISTRATOR).getString("id"))
                    .add("teamId", "tem_00000000000000000000000000")
                    .add("installationAdministrator", true)
                    .build())
            .expect(201);
    team.api
        .patch(
            "/api/v1/team",
            Json.createObjectBuilder().add("plan", "professional").add("id", "x").build())
        .expect(200);

    ApiClient made = ApiClient.withToken(token.getString("token"));
    assertThat(token.getString("userId")).isEqualTo(member(bob.email()).getString("id"));
    made.get("/api/v1/team/members").expect(200);
    made.patch("/api/v1/team", Json.createObjectBuilder().add("name", "x").build()).expect(403);
    made.get("/api/v1/engine").expect(403);
  }

  @Test
  void theLastOwnerStays() {
    String self = "/api/v1/team/members/" + member(TestTeam.ADMINISTRATOR).getString("id");

    assertThat(team.api.delete(self).expect(409).getString("code")).isEqualTo("last-owner");
    assertThat(team.api.patch(self, role("tester")).expect(409).getString("code"))
        .isEqualTo("last-owner");
  }

  @Test
  void aTokenIsTakenInTwoHeadersAndRevokedAtOnce() {
    JsonObject made =
        team.api
            .post(
                "/api/v1/tokens",
                Json.createObjectBuilder()
                    .add("name", "CI")
                    .add("scopes", Json.createArrayBuilder(List.of("read")))
                    .build())
            .expect(201);
    String text = made.getString("token");

    ApiClient.anonymous().get("/api/v1/apps", "X-API-Key", text).expect(200);
    ApiClient.withToken(text).get("/api/v1/apps").expect(200);
    ApiClient.anonymous().get("/api/v1/apps?_api_key=" + text).expect(401);
    assertThat(team.api.get("/api/v1/tokens").text()).doesNotContain(text);
    assertThat(team.api.delete("/api/v1/tokens/" + made.getString("id")).status()).isEqualTo(204);

    ApiClient.anonymous().get("/api/v1/apps", "X-API-Key", text).expect(401);
    ApiClient.withToken(text).get("/api/v1/apps").expect(401);
  }

  @Test
  void showsWhenATokenWasUsedLast() {
    JsonObject made =
        team.api
            .post(
                "/api/v1/tokens",
                Json.createObjectBuilder()
                    .add("name", "CI")
                    .add("scopes", Json.createArrayBuilder(List.of("read")))
                    .build())
            .expect(201);
    assertThat(lastUsed(made)).isEmpty();

    ApiClient.withToken(made.getString("token")).get("/api/v1/apps").expect(200);

    Instant used =
        Instant.parse(
            Awaitility.await("it is written when the answer has left")
                .until(() -> lastUsed(made), time -> !time.isEmpty()));
    assertThat(used).isAfterOrEqualTo(Instant.parse(made.getString("createdAt")));
  }

  /** As the list of tokens says it; "" for never. */
  private String lastUsed(JsonObject token) {
    return items(team.api, "/api/v1/tokens").stream()
        .filter(one -> one.getString("id").equals(token.getString("id")))
        .map(one -> one.getString("lastUsedAt", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAppGoesToAnotherTeamWithWhatIsItsOwn() {
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200, 200)) {
      String app = team.upload().getJsonObject("app").getString("id");
      String path = "/api/v1/apps/" + app;
      JsonObject hook = TestApp.webhook(receiver.url()).build();
      String ours = team.api.post("/api/v1/team/webhooks", hook).expect(201).getString("id");
      String its = team.api.post(path + "/webhooks", hook).expect(201).getString("id");
      JsonObject words = Json.createObjectBuilder().add("message", "before").build();
      team.api.post(path + "/feedback", words).expect(201);
      List<JsonObject> before = items(team.api, path + "/deliveries");
      TestTeam other = TestTeam.made();
      String otherId = other.api.get("/api/v1/team").expect(200).getString("id");

      team.api
          .post(path + "/transfer", Json.createObjectBuilder().add("teamId", otherId).build())
          .expect(204);

      assertThat(team.api.get(path).status()).isEqualTo(404);
      assertThat(items(other.api, path + "/webhooks"))
          .extracting(webhook -> webhook.getString("id"))
          .containsExactly(its);
      assertThat(items(other.api, path + "/deliveries"))
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one.getString("webhookId")).isEqualTo(its));
      String event = items(other.api, path + "/events").get(0).getString("id");
      other.api.get("/api/v1/events/" + event).expect(200);
      team.api.get("/api/v1/events/" + event).expect(404);
      for (JsonObject delivery : before) {
        boolean moved = delivery.getString("webhookId").equals(its);
        String one = "/api/v1/deliveries/" + delivery.getString("id");
        assertThat(other.api.get(one).status()).isEqualTo(moved ? 200 : 404);
        assertThat(team.api.get(one).status()).isEqualTo(404);
      }
      other.api.post(path + "/feedback", words).expect(201);
      assertThat(items(other.api, path + "/deliveries"))
          .allSatisfy(one -> assertThat(one.getString("webhookId")).isNotEqualTo(ours));
    }
  }

  private static List<JsonObject> items(ApiClient api, String path) {
    return api.get(path).expect(200).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  @Test
  void badInputHasAClearAnswer() {
    for (String body :
        List.of(
            "{}",
            "{\"name\":\"x\"}",
            "{\"name\":\"x\",\"scopes\":[]}",
            "{\"name\":\"x\",\"scopes\":[\"root\"]}",
            "{\"name\":\"x\",\"scopes\":\"read\"}",
            "{\"name\":\"x\",\"scopes\":[null]}",
            "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
            "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"soon\"}")) {
      assertThat(team.api.send("POST", "/api/v1/tokens", body, "application/json").status())
          .as(body)
          .isEqualTo(422);
    }
    for (String body :
        List.of(
            "{}",
            "{\"email\":\"x\",\"role\":\"tester\"}",
            "{\"email\":\"a@example.com\"}",
            "{\"email\":\"a@example.com\",\"role\":\"reporter\"}",
            "{\"email\":\"a@example.com\\r\\nBcc: b@example.com\",\"role\":\"tester\"}")) {
      assertThat(
              team.api.send("POST", "/api/v1/team/invitations", body, "application/json").status())
          .as(body)
          .isEqualTo(422);
    }
    team.api.patch("/api/v1/team", Json.createObjectBuilder().addNull("name").build()).expect(422);
  }
}
