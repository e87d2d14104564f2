package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Members that no request has, but the object behind it: role, plan, owner, state. They are
 * ignored, whoever sends them.
 */
@ExtendWith(ArquillianExtension.class)
class MassAssignmentIT {
  private final TestTeam team = TestTeam.made();
  private final TestTeam.Person adam = team.member("admin");

  /** What an attacker hopes for, in a body that would be right without it. */
  private static JsonObjectBuilder greedy() {
    return Json.createObjectBuilder()
        .add("id", "tem_00000000000000000000000000")
        .add("teamId", "tem_00000000000000000000000000")
        .add("userId", "usr_00000000000000000000000000")
        .add("plan", "PROFESSIONAL")
        .add("paidUntil", "2099-01-01T00:00:00Z")
        .add("administrator", true)
        .add("installationAdministrator", true)
        .add("secondFactor", false)
        .add("status", "ACTIVE")
        .add("createdAt", "2000-01-01T00:00:00Z")
        .add("version", 99);
  }

  private JsonObject account() {
    return adam.api().get("/api/v1/account").expect(200);
  }

  private JsonObject seat() {
    return adam.api().get("/api/v1/teams").expect(200).getJsonArray("items").getJsonObject(0);
  }

  /** What was paid for last, or that nothing ever was. */
  private String plan() {
    return adam.api().get("/api/v1/plan").expect(200).getString("state");
  }

  @Test
  void aChangeOfTheTeamGivesNoRoleAndNoPlan() {
    JsonObject account = account();
    JsonObject before = adam.api().get("/api/v1/team").expect(200);

    JsonObject after =
        adam.api()
            .patch("/api/v1/team", greedy().add("name", "Renamed").add("role", "owner").build())
            .expect(200);

    assertThat(after.getString("name")).isEqualTo("Renamed");
    assertThat(after.getString("id")).isEqualTo(before.getString("id"));
    assertThat(after.getString("createdAt")).isEqualTo(before.getString("createdAt"));
    assertThat(seat().getString("role")).isEqualTo("admin");
    assertThat(plan()).isEqualTo("FREE");
    assertThat(account()).isEqualTo(account);
    assertThat(adam.api().get("/api/v1/accounts").status()).isEqualTo(403);
  }

  @Test
  void aTokenIsForItsOwnTeamAndUserWhateverItsRequestSays() {
    JsonObject token =
        adam.api()
            .post(
                "/api/v1/tokens",
                greedy()
                    .add("name", "greedy")
                    .add("scopes", Json.createArrayBuilder(List.of("read")))
                    .add("role", "owner")
                    .add("permissions", Json.createArrayBuilder(List.of("manage-installation")))
                    .build())
            .expect(201);
    ApiClient made = ApiClient.withToken(token.getString("token"));

    assertThat(made.get("/api/v1/account").expect(200)).isEqualTo(account());
    assertThat(made.get("/api/v1/team").expect(200))
        .isEqualTo(adam.api().get("/api/v1/team").expect(200));
    assertThat(made.get("/api/v1/accounts").status()).isEqualTo(403);
    assertThat(made.patch("/api/v1/team", greedy().add("name", "x").build()).status())
        .isEqualTo(403);
  }

  @Test
  void anAppStaysInItsTeamWithItsKeys() {
    String app = team.upload().getJsonObject("app").getString("id");
    JsonObject before = adam.api().get("/api/v1/apps/" + app).expect(200);

    JsonObject after =
        adam.api()
            .patch(
                "/api/v1/apps/" + app,
                greedy().add("name", "Mine").add("ingestKey", "known").build())
            .expect(200);

    for (String kept : List.of("id", "ingestKey", "bundleId", "createdAt")) {
      assertThat(after.getString(kept)).as(kept).isEqualTo(before.getString(kept));
    }
    assertThat(team.api.get("/api/v1/apps/" + app).status()).isEqualTo(200);
  }

  @Test
  void aNewTeamIsOwnedByWhoMadeItAndNobodyElse() {
    JsonObject account = account();

    adam.api().post("/api/v1/teams", greedy().add("name", "Greedy").build()).expect(201);

    assertThat(account()).isEqualTo(account);
    assertThat(adam.api().get("/api/v1/accounts").status()).isEqualTo(403);
  }

  @Test
  void aChangeOfOnesOwnAccountGivesNoOther() {
    JsonObject before = account();

    JsonObject after =
        adam.api()
            .patch("/api/v1/account", greedy().add("email", "eve@example.com").build())
            .expect(200);

    assertThat(after).isEqualTo(before);
    assertThat(adam.api().get("/api/v1/accounts").status()).isEqualTo(403);
  }

  @Test
  void anInvitationGivesWhatItsRoleIsAndNoMore() {
    JsonObject invitation =
        adam.api()
            .post(
                "/api/v1/team/invitations",
                greedy().add("email", TestTeam.newAddress()).add("role", "tester").build())
            .expect(201);

    assertThat(invitation.getString("role")).isEqualTo("tester");
    assertThat(invitation.getString("id")).startsWith("inv_");
    assertThat(plan()).isEqualTo("FREE");
  }
}
