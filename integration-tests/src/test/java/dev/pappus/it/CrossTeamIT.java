package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.PermissionTable;
import dev.pappus.account.PermissionTable.Route;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two teams: an owner of one asks for every object of the other by its id, on every route that
 * takes an id. Each is a 404, nothing of it is told, and nothing of it changes.
 */
@ExtendWith(ArquillianExtension.class)
class CrossTeamIT {
  private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{[a-z]+}");

  /** Of a kind of path: the refusal. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("apps", "app-not-found"),
          Map.entry("builds", "build-not-found"),
          Map.entry("webhooks", "webhook-not-found"),
          Map.entry("deliveries", "delivery-not-found"),
          Map.entry("events", "event-not-found"),
          Map.entry("jobs", "job-not-found"),
          Map.entry("notices", "notice-not-found"),
          Map.entry("bins", "bin-not-found"),
          Map.entry("accounts", "account-not-found"),
          Map.entry("members", "member-not-found"),
          Map.entry("invitations", "invitation-not-found"),
          Map.entry("tokens", "token-not-found"),
          Map.entry("mail", "mail-not-found"));

  /** An id that is nobody's, of what the administrator of the installation may see of all teams. */
  private static final String NO_MAIL = "eml_06ac1b9xmyf9kq4t3x2b0c8n5r";

  /** What the other team has, by the kind of path, and what tells that it is unchanged. */
  private record Estate(TestTeam team, Map<String, String> ids, List<String> looks) {

    static Estate made(WebhookReceiver receiver) {
      TestTeam team = TestTeam.made();
      ApiClient api = team.api;
      JsonObject build = team.upload();
      String app = build.getJsonObject("app").getString("id");
      String webhook =
          id(api.post("/api/v1/apps/" + app + "/webhooks", hook(receiver)).expect(201));
      String teamWebhook = id(api.post("/api/v1/team/webhooks", hook(receiver)).expect(201));
      String link =
          id(
              api.post("/api/v1/apps/" + app + "/webhooks/" + webhook + "/receiver-links")
                  .expect(201));
      String teamLink =
          id(api.post("/api/v1/team/webhooks/" + teamWebhook + "/receiver-links").expect(201));
      api.post(
              "/api/v1/apps/" + app + "/feedback",
              Json.createObjectBuilder().add("message", "secret words").build())
          .expect(201);
      Awaitility.await("both deliveries")
          .until(
              () ->
                  items(api, "/api/v1/apps/" + app + "/deliveries").stream()
                      .allMatch(one -> !one.getString("status").equals("PENDING")));
      String job =
          id(
              api.post(
                      "/api/v1/apps/" + app + "/webhooks/" + webhook + "/recover",
                      Json.createObjectBuilder()
                          .add("since", "2020-01-01T00:00:00Z")
                          .add("dryRun", true)
                          .build())
                  .expect(202));
      String bin =
          id(
              api.post("/api/v1/bins", Json.createObjectBuilder().add("name", "Their bin").build())
                  .expect(201));
      TestTeam.Person member = team.member("developer");
      String invited = TestTeam.newAddress();
      String invitation = id(team.invite(invited, "tester", null));
      Map<String, String> ids = new LinkedHashMap<>();
      ids.put("apps", app);
      ids.put("builds", id(build));
      ids.put("webhooks", webhook);
      ids.put("team/webhooks", teamWebhook);
      ids.put("receiver-links", link);
      ids.put("team/receiver-links", teamLink);
      ids.put("events", id(items(api, "/api/v1/apps/" + app + "/events").get(0)));
      ids.put("deliveries", id(items(api, "/api/v1/apps/" + app + "/deliveries").get(0)));
      ids.put("jobs", job);
      ids.put("bins", bin);
      ids.put("members", userId(api, member.email()));
      ids.put("collaborators", userId(api, member.email()));
      ids.put("invitations", invitation);
      ids.put("tokens", id(items(api, "/api/v1/tokens").get(0)));
      ids.put("mail", NO_MAIL);
      // accounts belong to no team, and who may see one may see all: an id that is nobody's
      ids.put("accounts", "usr_06ac1b9xmyf9kq4t3x2b0c8n5r");
      // none arises without days of failures: a well-formed id that is nobody's has to do
      ids.put("notices", "ntc_06ac1b9xmyf9kq4t3x2b0c8n5r");
      return new Estate(
          team,
          ids,
          List.of(
              "/api/v1/team",
              "/api/v1/team/members",
              "/api/v1/team/invitations",
              "/api/v1/team/webhooks",
              "/api/v1/team/webhooks/" + teamWebhook + "/receiver-links",
              "/api/v1/apps/" + app,
              "/api/v1/apps/" + app + "/builds",
              "/api/v1/apps/" + app + "/webhooks",
              "/api/v1/apps/" + app + "/webhooks/" + webhook + "/receiver-links",
              "/api/v1/apps/" + app + "/deliveries",
              "/api/v1/apps/" + app + "/events",
              "/api/v1/apps/" + app + "/collaborators",
              "/api/v1/bins",
              "/api/v1/bins/" + bin + "/requests"));
    }

    private static JsonObject hook(WebhookReceiver receiver) {
      return TestApp.webhook(receiver.url()).build();
    }

    private static String userId(ApiClient api, String email) {
      return items(api, "/api/v1/team/members").stream()
          .filter(one -> one.getString("email").equals(email))
          .findFirst()
          .orElseThrow()
          .getString("id");
    }

    /** All that there is, as its owner sees it. */
    List<String> state() {
      List<String> state = new ArrayList<>();
      looks.forEach(look -> state.add(look + " " + team.api.get(look).expect(200)));
      // a token's last use moves on by being used
      items(team.api, "/api/v1/tokens").forEach(token -> state.add(id(token)));
      return state;
    }

    /** The id of what they have of a kind. */
    String theId(String kind) {
      return Objects.requireNonNull(ids.get(kind), kind);
    }

    /** A path to what is theirs. */
    String path(String template) {
      boolean ofTeam = template.startsWith("/api/v1/team/");
      Matcher matcher = PARAMETER.matcher(template);
      return matcher.replaceAll(
          match -> {
            String kind = match.group(1);
            return kind
                + "/"
                + (ofTeam && ids.containsKey("team/" + kind) ? theId("team/" + kind) : theId(kind));
          });
    }
  }

  private static String id(JsonObject object) {
    return object.getString("id");
  }

  private static List<JsonObject> items(ApiClient api, String path) {
    return api.get(path).expect(200).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static ApiClient.Answer call(ApiClient client, Route route, String path) {
    return switch (route.method()) {
      case "GET" -> client.get(path);
      case "DELETE" -> client.delete(path);
      case "HEAD" -> client.send("HEAD", path, BodyPublishers.noBody(), "text/plain");
      default -> client.send(route.method(), path, body(path), "application/json");
    };
  }

  private static String body(String path) {
    if (path.endsWith("/recover")) {
      return "{\"since\":\"2026-01-01T00:00:00Z\"}";
    }
    if (path.contains("/members/") || path.contains("/collaborators/")) {
      return "{\"role\":\"tester\"}";
    }
    if (path.endsWith("/transfer")) {
      return "{\"teamId\":\"tem_00000000000000000000000000\"}";
    }
    return path.endsWith("/feedback") || path.endsWith("/crashes")
        ? "{\"message\":\"x\",\"stacktrace\":\"x\"}"
        : "{\"name\":\"Mine now\"}";
  }

  private static List<Route> withIds() {
    return PermissionTable.routes().stream()
        .filter(route -> route.path().startsWith("/api/v1/") && route.path().contains("{"))
        // of all teams, for the administrator of the installation alone
        .filter(route -> !route.path().startsWith("/api/v1/admin/"))
        .toList();
  }

  @Test
  void everyObjectOfAnotherTeamIsA404AndStaysAsItIs() {
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200, 200)) {
      Estate theirs = Estate.made(receiver);
      TestTeam.Person owner = TestTeam.made().member("owner");
      ApiClient installation = ApiClient.administrator();
      List<String> before = theirs.state();

      SoftAssertions softly = new SoftAssertions();
      for (Route route : withIds()) {
        String path = theirs.path(route.path());
        String kind = path.replaceFirst("/api/v1/(team/)?", "").replaceFirst("/.*", "");
        boolean installationAlone = route.needed().equals("manage-installation");
        ApiClient.Answer answer = call(installationAlone ? installation : owner.api(), route, path);
        softly.assertThat(answer.status()).as(route + ": " + answer).isEqualTo(404);
        if (!route.method().equals("HEAD")) {
          softly
              .assertThat(answer.text())
              .as(route.toString())
              .contains(Objects.requireNonNull(CODES.get(kind), kind))
              .doesNotContain("secret words", "Their bin", "Löwenzahn", receiver.url());
        }
      }
      softly.assertAll();
      assertThat(theirs.state()).isEqualTo(before);
    }
  }

  @Test
  void nothingOfAnotherTeamIsReachedFromOnesOwn() {
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200, 200)) {
      Estate theirs = Estate.made(receiver);
      TestTeam mine = TestTeam.made();
      String app = mine.upload().getJsonObject("app").getString("id");
      String hook =
          id(mine.api.post("/api/v1/apps/" + app + "/webhooks", Estate.hook(receiver)).expect(201));
      List<String> before = theirs.state();
      Map<String, String> codes = new LinkedHashMap<>();
      codes.put(
          "/api/v1/apps/" + app + "/webhooks/" + theirs.theId("webhooks"), "webhook-not-found");
      codes.put(
          "/api/v1/apps/" + app + "/webhooks/" + theirs.theId("team/webhooks"),
          "webhook-not-found");
      codes.put("/api/v1/team/webhooks/" + theirs.theId("webhooks"), "webhook-not-found");
      codes.put(
          "/api/v1/apps/"
              + app
              + "/webhooks/"
              + hook
              + "/receiver-links/"
              + theirs.theId("receiver-links"),
          "receiver-link-not-found");
      codes.put(
          "/api/v1/apps/" + app + "/collaborators/" + theirs.theId("collaborators"),
          "member-not-found");

      codes.forEach(
          (path, code) ->
              assertThat(mine.api.delete(path).expect(404).getString("code"))
                  .as(path)
                  .isEqualTo(code));
      assertThat(theirs.state()).isEqualTo(before);
    }
  }

  @Test
  void noBodyReachesIntoAnotherTeam() {
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200, 200)) {
      Estate theirs = Estate.made(receiver);
      TestTeam mine = TestTeam.made();
      String foreign = theirs.theId("apps");
      List<String> before = theirs.state();

      assertThat(
              mine.api
                  .post(
                      "/api/v1/tokens",
                      Json.createObjectBuilder()
                          .add("name", "x")
                          .add("scopes", Json.createArrayBuilder(List.of("admin")))
                          .add("appId", foreign)
                          .build())
                  .expect(404)
                  .getString("code"))
          .isEqualTo("app-not-found");
      assertThat(
              mine.api
                  .post(
                      "/api/v1/team/invitations",
                      Json.createObjectBuilder()
                          .add("email", TestTeam.newAddress())
                          .add("role", "tester")
                          .add("appId", foreign)
                          .build())
                  .expect(404)
                  .getString("code"))
          .isEqualTo("app-not-found");
      mine.api
          .post(
              "/api/v1/team/webhooks",
              TestApp.webhook(receiver.url())
                  .add(
                      "filter",
                      Json.createObjectBuilder()
                          .add("apps", Json.createArrayBuilder(List.of(foreign))))
                  .build())
          .expect(422);
      JsonArray lists = mine.api.get("/api/v1/apps?limit=200").expect(200).getJsonArray("items");
      assertThat(lists).isEmpty();
      assertThat(theirs.state()).isEqualTo(before);
    }
  }

  @Test
  void thePagesOfTheConsoleShowNothingOfAnotherTeam() {
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200, 200)) {
      Estate theirs = Estate.made(receiver);
      String slug =
          theirs.team.api.get("/api/v1/apps/" + theirs.theId("apps")).expect(200).getString("slug");
      TestTeam mine = TestTeam.made();
      String own = "app=" + mine.upload().getJsonObject("app").getString("id") + "&";
      Browser owner = mine.member("owner").browser();
      // every name under which a page reads an id, where the app is theirs, one's own, or none
      String ids =
          "build=%s&webhook=%s&edit=%s&id=%s&delivery=%s&bin=%s&event=%s&link=%s"
              .formatted(
                  theirs.theId("builds"),
                  theirs.theId("webhooks"),
                  theirs.theId("webhooks"),
                  theirs.theId("deliveries"),
                  theirs.theId("deliveries"),
                  theirs.theId("bins"),
                  theirs.theId("events"),
                  theirs.theId("receiver-links"));

      SoftAssertions softly = new SoftAssertions();
      for (PermissionTable.Page page : PermissionTable.pages()) {
        if (page.needed().equals("manage-installation") || page.needed().equals("anybody")) {
          continue;
        }
        for (String app : List.of("app=" + theirs.theId("apps") + "&", own, "")) {
          Browser.Page answer = owner.get("/console" + page.path() + "?" + app + ids);
          softly.assertThat(answer.status()).as(page.path() + " with " + app).isNotIn(500, 503);
          softly
              .assertThat(answer.text())
              .as(page.path() + " with " + app)
              .doesNotContain(
                  "secret words", "Their bin", receiver.url(), "/" + slug + "\"", "/" + slug + "?");
        }
      }
      softly.assertAll();
    }
  }
}
