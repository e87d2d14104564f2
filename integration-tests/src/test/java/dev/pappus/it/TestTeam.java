package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A team of a test's own, which the installation's administrator has made in the console, and the
 * people that it lets in: by invitation, as people come.
 */
final class TestTeam {
  static final String PASSWORD = "a long sentence of the tests";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long RUN = ProcessHandle.current().pid();

  /** The address of the installation's administrator. */
  static final String ADMINISTRATOR = DeployedApplication.setting("PAPPUS_ADMIN_EMAIL");

  private static final String TOKENS = "/console/account/tokens.xhtml";

  /** The administrator's browser, in this team. */
  final Browser console;

  /** The administrator's token of this team: an owner who also sees to the installation. */
  final ApiClient api;

  /**
   * Somebody who was let in.
   *
   * @param token of the scope {@code admin}, for the team, or for the app that it is let in for
   */
  record Person(String email, Browser browser, String token) {
    ApiClient api() {
      return ApiClient.withToken(token);
    }
  }

  private TestTeam(Browser console, ApiClient api) {
    this.console = console;
    this.api = api;
  }

  static TestTeam made() {
    Browser console =
        Browser.signedIn(ADMINISTRATOR, DeployedApplication.setting("PAPPUS_ADMIN_PASSWORD"));
    String name = "Team " + RUN + "-" + COUNT.incrementAndGet();
    Browser.Page page =
        console.press("/console/account/teams.xhtml", "id=\"new\"", Map.of("name", name));
    assertThat(page.text()).contains(name);
    return new TestTeam(console, ApiClient.withToken(token(console, "admin", null)));
  }

  /** Makes a token in the console. */
  static String token(Browser browser, String scope, @Nullable String appId) {
    return browser
        .press(
            TOKENS,
            "id=\"new\"",
            Map.of(
                "name",
                "Token " + COUNT.incrementAndGet(),
                "scope",
                scope,
                "app",
                appId == null ? "" : appId,
                "days",
                "30"))
        .secret();
  }

  static String newAddress() {
    return "p" + RUN + "-" + COUNT.incrementAndGet() + "@example.com";
  }

  /** Invites somebody, by the API. */
  JsonObject invite(String email, String role, @Nullable String appId) {
    JsonObjectBuilder body = Json.createObjectBuilder().add("email", email).add("role", role);
    if (appId != null) {
      body.add("appId", appId);
    }
    return api.post("/api/v1/team/invitations", body.build()).expect(201);
  }

  /** The path in the newest letter to an address. */
  String link(String email) {
    String body =
        api
            .get("/api/v1/mail")
            .expect(200)
            .getJsonArray("items")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(mail -> mail.getString("recipient").equals(email))
            .findFirst()
            .orElseThrow()
            .getString("body");
    int at = body.indexOf("/console/account/invitation.xhtml?key=");
    return body.substring(at).lines().findFirst().orElseThrow().strip();
  }

  /** Makes the account that a letter is about. */
  static Browser.Page register(Browser browser, String link) {
    return browser.press(
        link, "id=\"register\"", Map.of("name", "P", "password", PASSWORD, "again", PASSWORD));
  }

  Person member(String role) {
    return person(role, null);
  }

  Person collaborator(String role, String appId) {
    return person(role, appId);
  }

  private Person person(String role, @Nullable String appId) {
    String email = newAddress();
    invite(email, role, appId);
    register(new Browser(), link(email));
    Browser browser = Browser.signedIn(email, PASSWORD);
    return new Person(email, browser, token(browser, "admin", appId));
  }

  /** An app of the team, by its first build, as the API shows that. */
  JsonObject upload() {
    return api.putBuild("app.apk", TestApp.apk(TestApp.newBundleId(), "1.0", 1)).expect(201);
  }
}
