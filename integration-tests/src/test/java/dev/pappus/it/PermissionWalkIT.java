package dev.pappus.it;

import dev.pappus.account.PermissionTable;
import dev.pappus.account.PermissionTable.Route;
import dev.pappus.account.Role;
import dev.pappus.account.TokenScope;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route and every page of the console, as {@code docs/permissions.md} lists them, by every
 * role, by tokens of every scope, by an app's ingest key, and by strangers. What is asked for does
 * not exist, so that nothing is changed: who may not is told so all the same, and who may is told
 * that it is not there.
 */
@ExtendWith(ArquillianExtension.class)
class PermissionWalkIT {
  private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{[a-z]+}");
  private static final Map<String, IdKind> KINDS =
      Map.ofEntries(
          Map.entry("apps", IdKind.APP),
          Map.entry("builds", IdKind.BUILD),
          Map.entry("webhooks", IdKind.WEBHOOK),
          Map.entry("receiver-links", IdKind.RECEIVER_LINK),
          Map.entry("deliveries", IdKind.DELIVERY),
          Map.entry("events", IdKind.EVENT),
          Map.entry("jobs", IdKind.JOB),
          Map.entry("notices", IdKind.NOTICE),
          Map.entry("bins", IdKind.REQUEST_BIN),
          Map.entry("accounts", IdKind.USER),
          Map.entry("members", IdKind.USER),
          Map.entry("collaborators", IdKind.USER),
          Map.entry("invitations", IdKind.INVITATION),
          Map.entry("tokens", IdKind.TOKEN),
          Map.entry("teams", IdKind.TEAM),
          Map.entry("verifications", IdKind.VERIFICATION),
          Map.entry("reviews", IdKind.BUILD),
          Map.entry("mail", IdKind.MAIL));

  private static @Nullable Town town;

  /** The people and things of the walk, made once: they are only looked at. */
  private record Town(
      TestTeam team,
      JsonObject build,
      JsonObject otherBuild,
      Map<Role, TestTeam.Person> members,
      Map<Role, TestTeam.Person> collaborators) {

    Browser owner() {
      return Objects.requireNonNull(members.get(Role.OWNER)).browser();
    }

    String app() {
      return build.getJsonObject("app").getString("id");
    }

    String otherApp() {
      return otherBuild.getJsonObject("app").getString("id");
    }

    static Town built() {
      TestTeam team = TestTeam.made();
      JsonObject build = team.upload();
      Map<Role, TestTeam.Person> members = new LinkedHashMap<>();
      Map<Role, TestTeam.Person> collaborators = new LinkedHashMap<>();
      Role.OF_MEMBERS.forEach(role -> members.put(role, team.member(role.wireName())));
      Role.OF_COLLABORATORS.forEach(
          role ->
              collaborators.put(
                  role,
                  team.collaborator(role.wireName(), build.getJsonObject("app").getString("id"))));
      return new Town(team, build, team.upload(), members, collaborators);
    }
  }

  private Town place() {
    Town known = town;
    if (known == null) {
      known = Town.built();
      town = known;
    }
    return known;
  }

  @BeforeEach
  void enter() {
    place();
  }

  private static List<Route> api() {
    return PermissionTable.routes().stream()
        .filter(route -> route.path().startsWith("/api/v1/") || route.path().equals("/api/metrics"))
        .filter(route -> !route.isOpen())
        .toList();
  }

  /** A path to things that do not exist. */
  private static String toNothing(String path) {
    Matcher matcher = PARAMETER.matcher(path);
    return matcher.replaceAll(
        match -> {
          IdKind kind = Objects.requireNonNull(KINDS.get(match.group(1)), match.group(1));
          return match.group(1) + "/" + PublicId.format(kind, UUID.randomUUID());
        });
  }

  private static ApiClient.Answer call(ApiClient client, String method, String path) {
    boolean binary = path.startsWith("/api/v1/builds") || path.equals("/api/v1/inspections");
    return switch (method) {
      case "GET" -> client.get(path);
      case "DELETE" -> client.delete(path);
      case "HEAD" -> client.send("HEAD", path, BodyPublishers.noBody(), "text/plain");
      default ->
          binary && method.equals("POST") && path.equals("/api/v1/builds")
              ? client.postForm(path, Map.of())
              : client.send(
                  method,
                  path,
                  body(path),
                  binary ? "application/octet-stream" : "application/json");
    };
  }

  private static String body(String path) {
    if (path.endsWith("/recover")) {
      return "{\"since\":\"2026-01-01T00:00:00Z\",\"dryRun\":true}";
    }
    return path.endsWith("/feedback") || path.endsWith("/crashes")
        ? "{\"message\":\"x\",\"stacktrace\":\"x\"}"
        : "{}";
  }

  private void walk(String who, ApiClient client, Grants grants) {
    SoftAssertions softly = new SoftAssertions();
    for (Route route : api()) {
      ApiClient.Answer answer = call(client, route.method(), toNothing(route.path()));
      if (route.lets(grants)) {
        softly
            .assertThat(answer.status())
            .as(who + " may " + route + ": " + answer.text())
            .isNotIn(401, 403, 405, 500);
      } else {
        softly
            .assertThat(answer.status())
            .as(who + " may not " + route + ": " + answer.text())
            .isEqualTo(403);
      }
    }
    softly.assertAll();
  }

  @Test
  void members() {
    place()
        .members()
        .forEach(
            (role, person) -> {
              walk(role.wireName(), person.api(), Grants.ofTeam(role.permissions()));
              walkDialect(role.wireName(), person.token(), Grants.ofTeam(role.permissions()));
            });
  }

  /** The routes of another product's API: a refusal is a number there, and a word. */
  private static void walkDialect(String who, String token, Grants grants) {
    String nothing = UUID.randomUUID().toString().replace("-", "");
    String form =
        "appKey=%s&buildKey=%s&buildType=apk&buildShortcutUrl=none&_api_key=%s"
            .formatted(nothing, nothing, token);
    SoftAssertions softly = new SoftAssertions();
    for (Route route : dialect()) {
      ApiClient client = ApiClient.anonymous();
      ApiClient.Answer answer =
          route.path().endsWith("/upload")
              ? client.postForm(
                  route.path(),
                  Map.of("_api_key", token),
                  new ApiClient.Part("file", "a.apk", new byte[] {1}))
              : client.send("POST", route.path(), form, "application/x-www-form-urlencoded");
      JsonObject told = answer.expect(200);
      boolean forbidden =
          told.getInt("code") == 1081 && told.getString("message").contains("permission");
      softly
          .assertThat(forbidden)
          .as(who + ", " + route + ": " + told)
          .isEqualTo(!route.lets(grants));
      softly.assertThat(told.getInt("code")).as(route.toString()).isNotIn(1001, 1002);
    }
    softly.assertAll();
  }

  private static List<Route> dialect() {
    return PermissionTable.routes().stream()
        .filter(route -> route.path().startsWith("/apiv2") && !route.isOpen())
        .toList();
  }

  @Test
  void collaborators() {
    place()
        .collaborators()
        .forEach(
            (role, person) ->
                walk(
                    "collaborating " + role.wireName(),
                    person.api(),
                    Grants.ofApp(UUID.randomUUID(), role.permissions())));
  }

  @Test
  void tokensOfEachScope() {
    Browser owner = place().owner();
    for (TokenScope scope : TokenScope.values()) {
      Set<Permission> permissions = EnumSet.copyOf(Role.OWNER.permissions());
      permissions.retainAll(scope.permissions());

      walk(
          "a token for " + scope.wireName(),
          ApiClient.withToken(TestTeam.token(owner, scope.wireName(), null)),
          Grants.ofTeam(permissions));
      walk(
          "a token for " + scope.wireName() + " with one app",
          ApiClient.withToken(TestTeam.token(owner, scope.wireName(), place().app())),
          Grants.ofApp(UUID.randomUUID(), permissions));
    }
  }

  @Test
  void theAdministratorOfTheInstallation() {
    walk("the administrator", place().team().api, Grants.ALL);
  }

  @Test
  void strangersAndWrongKeys() {
    SoftAssertions softly = new SoftAssertions();
    for (Route route : api()) {
      String path = toNothing(route.path());
      for (ApiClient client :
          List.of(ApiClient.anonymous(), ApiClient.withToken("pap_" + "0".repeat(48)))) {
        softly
            .assertThat(call(client, route.method(), path).status())
            .as(route.toString())
            .isEqualTo(401);
      }
    }
    for (Route route : PermissionTable.routes()) {
      if (route.isOpen() && route.method().equals("GET") && !route.path().contains("{")) {
        softly
            .assertThat(ApiClient.anonymous().get(route.path()).status())
            .as(route.toString())
            .isEqualTo(200);
      }
    }
    softly.assertAll();
  }

  @Test
  void anIngestKey() {
    Town town = place();
    JsonObject app = town.team().api.get("/api/v1/apps/" + town.app()).expect(200);
    String key = app.getString("ingestKey");
    SoftAssertions softly = new SoftAssertions();
    for (Route route : api()) {
      boolean reports = route.permission().filter(Permission.REPORT::equals).isPresent();
      String path = toNothing(route.path().replace("/apps/{id}", "/apps/" + town.app()));
      int status = call(ApiClient.withIngestKey(key), route.method(), path).status();
      softly
          .assertThat(status)
          .as(route.toString())
          .matches(got -> reports ? got != 401 && got != 403 : got == 401, "allowed: " + reports);
    }
    softly
        .assertThat(
            call(
                    ApiClient.withIngestKey(key),
                    "POST",
                    "/api/v1/apps/" + town.otherApp() + "/feedback")
                .status())
        .as("another app's")
        .isEqualTo(401);
    softly.assertAll();
  }

  /** The other app of the same team does not exist for who is let in for one. */
  @Test
  void whoIsLetInForOneAppReachesThatAlone() {
    Town town = place();
    Browser owner = town.owner();
    List<LetIn> all = new ArrayList<>();
    town.collaborators()
        .forEach(
            (role, person) ->
                all.add(new LetIn(role.wireName(), person.api(), role.permissions())));
    String token = TestTeam.token(owner, "admin", town.app());
    all.add(new LetIn("a token", ApiClient.withToken(token), Role.OWNER.permissions()));
    SoftAssertions softly = new SoftAssertions();
    for (Route route : api()) {
      boolean ofApp = route.path().startsWith("/api/v1/apps/{id}");
      boolean ofBuild = route.path().startsWith("/api/v1/builds/{id}");
      if (!ofApp && !ofBuild) {
        continue;
      }
      Permission needed = route.permission().orElseThrow();
      String own = path(route, town.app(), town.build().getString("id"));
      String other = path(route, town.otherApp(), town.otherBuild().getString("id"));
      for (LetIn one : all) {
        boolean may = one.permissions().contains(needed);
        ApiClient.Answer elsewhere = call(one.api(), route.method(), other);
        softly
            .assertThat(elsewhere.status())
            .as(one.who() + " with the other app, " + route + ": " + elsewhere.text())
            .isEqualTo(may ? 404 : 403);
        if (!may || !ends(route)) {
          ApiClient.Answer here = call(one.api(), route.method(), own);
          softly
              .assertThat(here.status())
              .as(one.who() + " with its app, " + route + ": " + here.text())
              .matches(
                  got -> may ? got != 401 && got != 403 && !gone(here) : got == 403,
                  "allowed: " + may);
        }
      }
    }
    for (LetIn one : all) {
      softly
          .assertThat(one.api().get("/api/v1/apps").expect(200).getJsonArray("items"))
          .as(one.who())
          .hasSize(1);
    }
    softly.assertAll();
  }

  /** Who is let in for one app, and what it may do there. */
  private record LetIn(String who, ApiClient api, Set<Permission> permissions) {}

  private static String path(Route route, String app, String build) {
    return toNothing(
        route
            .path()
            .replace("/apps/{id}", "/apps/" + app)
            .replace("/builds/{id}", "/builds/" + build));
  }

  private static boolean ends(Route route) {
    return route.method().equals("DELETE") && route.path().matches("/api/v1/(apps|builds)/\\{id}");
  }

  private static boolean gone(ApiClient.Answer answer) {
    return answer.status() == 404
        && (answer.text().contains("app-not-found") || answer.text().contains("build-not-found"));
  }

  @Test
  void pagesOfTheConsole() {
    SoftAssertions softly = new SoftAssertions();
    place()
        .members()
        .forEach(
            (role, person) ->
                walkPages(softly, role.wireName(), person.browser(), role.permissions()));
    place()
        .collaborators()
        .forEach(
            (role, person) ->
                walkPages(
                    softly,
                    "collaborating " + role.wireName(),
                    person.browser(),
                    role.permissions()));
    walkPages(softly, "the administrator", place().team().console, Grants.ALL.team());
    softly.assertAll();
  }

  private static void walkPages(
      SoftAssertions softly, String who, Browser browser, Set<Permission> permissions) {
    for (PermissionTable.Page page : PermissionTable.pages()) {
      String path = "/console" + page.path();
      boolean may = page.permission().map(permissions::contains).orElse(true);
      int status = browser.get(path).status();
      if (may) {
        // 404: the page is about something that the address does not name; and a collaborator is
        // told 403 by a page about the whole team
        List<Integer> open = new ArrayList<>(List.of(200, 404));
        if (who.startsWith("collaborating")) {
          open.add(403);
        }
        if (page.path().startsWith("/sign-in/")) {
          // to the provider, and from there to the sign-in
          open.add(302);
        }
        softly.assertThat(status).as(who + " may open " + path).isIn(open);
      } else {
        softly.assertThat(status).as(who + " may not open " + path).isEqualTo(403);
        softly
            .assertThat(browser.post(path, "x=1").status())
            .as(who + " may not post to " + path)
            .isEqualTo(403);
      }
    }
  }

  @Test
  void theMenuShowsOnlyWhatOneMayOpen() {
    SoftAssertions softly = new SoftAssertions();
    Pattern link = Pattern.compile("href=\"(/console/[a-z]+/[a-z]+\\.xhtml)[^\"]*\"");
    place()
        .members()
        .forEach(
            (role, person) ->
                link.matcher(person.browser().get("/console/app/apps.xhtml").text())
                    .results()
                    .map(match -> match.group(1))
                    .distinct()
                    .filter(path -> !path.equals("/console/app/builds.xhtml"))
                    .forEach(
                        path ->
                            softly
                                .assertThat(person.browser().get(path).status())
                                .as(role.name().toLowerCase(Locale.ROOT) + " follows " + path)
                                .isEqualTo(200)));
    softly.assertAll();
  }
}
