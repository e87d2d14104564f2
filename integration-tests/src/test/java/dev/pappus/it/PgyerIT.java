package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of Pgyer's API 2.0: nothing but the host is another. */
@ExtendWith(ArquillianExtension.class)
class PgyerIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** A client of that dialect knows no header of ours. */
  private final ApiClient client = ApiClient.anonymous();

  private final String token = DeployedApplication.setting("PAPPUS_ADMIN_TOKEN");

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> ApiClient.encoded(one.getKey()) + "=" + ApiClient.encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private JsonObject call(String path, Map<String, String> fields) {
    return call(token, path, fields);
  }

  /** As the vendor documents it: a form. */
  private JsonObject call(String key, String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_api_key", key);
    return client.send("POST", "/apiv2/" + path, form(all), FORM).expect(200);
  }

  private static JsonObject data(JsonObject answer) {
    assertThat(answer.getInt("code")).as(answer.toString()).isZero();
    return answer.getJsonObject("data");
  }

  private static int code(ApiClient.Answer answer) {
    return answer.expect(200).getInt("code");
  }

  private static String hex(String id) {
    return dev.pappus.shared.id.PublicId.parse(
            id.startsWith("app_")
                ? dev.pappus.shared.id.IdKind.APP
                : dev.pappus.shared.id.IdKind.BUILD,
            id)
        .orElseThrow()
        .toString()
        .replace("-", "");
  }

  private static String app(JsonObject build) {
    return hex(build.getJsonObject("app").getString("id"));
  }

  /** Else clients look for other hosts on the public internet. */
  @Test
  void saysThatTheKeyIsMissingToWhoeverLooksWhetherItIsThere() {
    assertThat(client.get("/apiv2").expect(200).getInt("code")).isEqualTo(1001);
    assertThat(client.get("/apiv2/").expect(200).getInt("code")).isEqualTo(1001);
    assertThat(client.post("/apiv2").expect(200).getInt("code")).isEqualTo(1001);
  }

  @Test
  void takesTheKeyInEveryWayInWhichItIsSent() {
    String query = "_api_key=" + token;
    String list = "/apiv2/app/listMy";

    assertThat(code(client.send("POST", list, query, FORM))).isZero();
    assertThat(code(client.get(list + "?" + query))).isZero();
    assertThat(code(client.post(list + "?" + query))).isZero();
    assertThat(code(client.postForm(list, Map.of("_api_key", token)))).isZero();
    assertThat(code(client.post(list, Json.createObjectBuilder().add("_api_key", token).build())))
        .isZero();
    assertThat(code(ApiClient.withToken(token).get(list))).isZero();
  }

  @Test
  void refusesAWrongKeyByItsNumber() {
    assertThat(code(client.get("/apiv2?_api_key=0123456789abcdef0123456789abcdef")))
        .isEqualTo(1002);
    assertThat(call("wrong", "app/listMy", Map.of()).getInt("code")).isEqualTo(1002);
    assertThat(code(client.send("POST", "/apiv2/app/listMy", "_api_key=%00", FORM)))
        .isEqualTo(1280);
    assertThat(code(client.send("POST", "/apiv2/app/listMy", "{", "application/json")))
        .isEqualTo(1081);
    assertThat(code(client.send("POST", "/apiv2/app/listMy", "a=" + "x".repeat(300 * 1024), FORM)))
        .isEqualTo(1081);
  }

  /** A right key elsewhere than in this dialect is none. */
  @Test
  void isNoKeyOfOurOwnApi() {
    client.get("/api/v1/apps?_api_key=" + token).expect(401);
  }

  @Test
  void uploadsInOneCallWithTheKeyBeforeOrAfterTheFile() {
    String bundleId = TestApp.newBundleId();
    JsonObject before =
        data(
            client
                .postForm(
                    "/apiv2/app/upload",
                    Map.of(
                        "_api_key", token,
                        "buildUpdateDescription", "First 版本",
                        "buildInstallType", "2",
                        "buildPassword", "let me in",
                        "something", "else"),
                    apk(bundleId, "1.0", 1))
                .expect(200));
    JsonObject after =
        data(
            client
                .send(
                    "POST",
                    "/apiv2/app/upload",
                    BodyPublishers.ofByteArray(
                        fileFirst(TestApp.apk(bundleId, "1.1", 2), "_api_key", token)),
                    "multipart/form-data; boundary=b")
                .expect(200));

    assertThat(before.getString("buildKey")).matches("[0-9a-f]{32}");
    assertThat(before.getString("buildType")).isEqualTo("2");
    assertThat(before.getString("buildIsFirst")).isEqualTo("1");
    assertThat(before.getString("buildIdentifier")).isEqualTo(bundleId);
    assertThat(before.getString("buildUpdateDescription")).isEqualTo("First 版本");
    assertThat(before.getString("buildVersion")).isEqualTo("1.0");
    assertThat(before.getString("buildVersionNo")).isEqualTo("1");
    assertThat(before.getString("buildCreated"))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    assertThat(after.getString("buildBuildVersion")).isEqualTo("2");
    assertThat(after.getString("buildIsFirst")).isEqualTo("0");
    assertThat(after.getString("buildIsLastest")).isEqualTo("1");
    // what the client did not say stays as it was: behind a password
    assertThat(
            client.get("/" + after.getString("buildShortcutUrl"), "Accept", "text/html").status())
        .isEqualTo(403);
  }

  private static ApiClient.Part apk(String bundleId, String version, int number) {
    return new ApiClient.Part("file", "app.apk", TestApp.apk(bundleId, version, number));
  }

  private static byte[] fileFirst(byte[] file, String field, String value) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    String name = "Content-Disposition: form-data; name=";
    out.writeBytes(utf8("--b\r\n" + name + "\"file\"; filename=\"a.apk\"\r\n\r\n"));
    out.writeBytes(file);
    out.writeBytes(utf8("\r\n--b\r\n" + name + "\"" + field + "\"\r\n\r\n" + value));
    out.writeBytes(utf8("\r\n--b--\r\n"));
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void refusesUploadsByTheirNumber() {
    ApiClient.Part rubbish = new ApiClient.Part("file", "app.apk", utf8("rubbish"));
    ApiClient.Part good = apk(TestApp.newBundleId(), "1.0", 1);
    String path = "/apiv2/app/upload";

    assertThat(code(client.postForm(path, Map.of("_api_key", token), rubbish))).isEqualTo(1271);
    assertThat(code(client.postForm(path, Map.of("_api_key", token)))).isEqualTo(1280);
    assertThat(code(client.postForm(path, Map.of(), good))).isEqualTo(1001);
    assertThat(code(client.postForm(path, Map.of("_api_key", "wrong"), good))).isEqualTo(1002);
    assertThat(
            code(
                client.send(
                    "POST",
                    path,
                    BodyPublishers.ofByteArray(
                        fileFirst(TestApp.apk("a.b.c", "1", 1), "_api_key", "wrong")),
                    "multipart/form-data; boundary=b")))
        .isEqualTo(1002);
    assertThat(
            code(client.postForm(path, Map.of("_api_key", token, "buildInstallDate", "1"), good)))
        .isEqualTo(1280);
  }

  @Test
  void uploadsByATicketOnce() {
    String bundleId = TestApp.newBundleId();
    JsonObject ticket =
        data(
            call(
                "app/getCOSToken",
                Map.of("buildType", "android", "buildUpdateDescription", "by ticket")));
    String key = ticket.getString("key");
    JsonObject params = ticket.getJsonObject("params");
    assertThat(key).matches("[0-9a-f]{32}\\.apk");
    assertThat(params.getString("key")).isEqualTo(key);
    assertThat(call("app/buildInfo", Map.of("buildKey", key)).getInt("code")).isEqualTo(1247);

    for (int times = 0; times < 2; times++) {
      ApiClient.Answer answer = send(ticket, bundleId);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
      assertThat(answer.bytes()).isEmpty();
    }

    JsonObject build = data(call("app/buildInfo", Map.of("buildKey", key)));
    assertThat(build.getString("buildKey")).isEqualTo(key.replace(".apk", ""));
    assertThat(build.getString("buildFileName")).isEqualTo("tested.apk");
    assertThat(build.getString("buildUpdateDescription")).isEqualTo("by ticket");
    assertThat(build.getString("buildBuildVersion")).isEqualTo("1");
    assertThat(build.getString("buildIsLastest")).isEqualTo("1");
  }

  private ApiClient.Answer send(JsonObject ticket, String bundleId) {
    JsonObject params = ticket.getJsonObject("params");
    Map<String, String> fields = new LinkedHashMap<>();
    params.keySet().forEach(name -> fields.put(name, params.getString(name)));
    fields.put("x-cos-meta-file-name", "tested.apk");
    return client.postForm(ticket.getString("endpoint"), fields, apk(bundleId, "1.0", 1));
  }

  @Test
  void takesNoPackageWithoutATicketOfOurs() {
    JsonObject ticket = data(call("app/getCOSToken", Map.of("buildType", "ios")));
    JsonObject other = data(call("app/getCOSToken", Map.of("buildType", "ios")));
    JsonObject mixed =
        Json.createObjectBuilder(ticket)
            .add(
                "params",
                Json.createObjectBuilder(ticket.getJsonObject("params"))
                    .add("key", other.getString("key")))
            .build();

    send(mixed, TestApp.newBundleId()).expect(401);
    client
        .postForm("/apiv2/upload", Map.of("key", ticket.getString("key")), apk("a.b", "1", 1))
        .expect(401);
    client.postForm("/apiv2/upload", Map.of()).expect(401);
    assertThat(call("app/getCOSToken", Map.of("buildType", "tape")).getInt("code")).isEqualTo(1280);
    assertThat(call("app/getCOSToken", Map.of()).getInt("code")).isEqualTo(1280);
    assertThat(call("app/buildInfo", Map.of("buildKey", "0".repeat(32) + ".apk")).getInt("code"))
        .isEqualTo(1216);
  }

  /** Revoked between the two calls. */
  @Test
  void aTicketDiesWithItsToken() {
    TestTeam team = TestTeam.made();
    JsonObject made =
        team.api
            .post(
                "/api/v1/tokens",
                Json.createObjectBuilder()
                    .add("name", "ci")
                    .add("scopes", Json.createArrayBuilder(List.of("upload")))
                    .build())
            .expect(201);
    String key = made.getString("token");
    JsonObject ticket = data(call(key, "app/getCOSToken", Map.of("buildType", "apk")));

    team.api.delete("/api/v1/tokens/" + made.getString("id")).expect(204);

    send(ticket, TestApp.newBundleId()).expect(401);
    assertThat(call(key, "app/getCOSToken", Map.of("buildType", "apk")).getInt("code"))
        .isEqualTo(1002);
  }

  @Test
  void showsAppsAndBuilds() {
    TestTeam team = TestTeam.made();
    String key = team.member("developer").token();
    JsonObject build = team.upload();
    String app = app(build);
    String named = hex(build.getString("id"));

    JsonObject view = data(call(key, "app/view", Map.of("appKey", app)));
    assertThat(view.getString("buildKey")).isEqualTo(named);
    assertThat(view.getString("appKey")).isEqualTo(app);
    assertThat(view.getString("otherAppsCount")).isEqualTo("0");
    assertThat(view.getString("buildInstallType")).isEqualTo("1");
    assertThat(data(call(key, "app/view", Map.of("buildKey", named))).getString("appKey"))
        .isEqualTo(app);

    JsonObject builds = data(call(key, "app/builds", Map.of("appKey", app)));
    assertThat(builds.getInt("pageCount")).isEqualTo(1);
    assertThat(builds.getJsonArray("list")).hasSize(1);
    assertThat(
            data(call(key, "app/builds", Map.of("appKey", app, "page", "2"))).getJsonArray("list"))
        .isEmpty();

    assertThat(data(call(key, "app/listMy", Map.of())).getJsonArray("list").getJsonObject(0))
        .containsEntry("appKey", Json.createValue(app));
    assertThat(
            data(call(
                    key,
                    "app/getByShortcut",
                    Map.of("buildShortcutUrl", build.getJsonObject("app").getString("slug"))))
                .getString("buildKey"))
        .isEqualTo(named);
  }

  @Test
  void tellsWhetherThereIsSomethingNewer() {
    TestApp app = TestApp.uploaded();
    JsonObject newest = app.upload("1.1", 2);
    String key = app(newest);

    assertThat(newer(key, Map.of("buildBuildVersion", "1"))).isTrue();
    assertThat(newer(key, Map.of("buildBuildVersion", "2"))).isFalse();
    assertThat(newer(key, Map.of("buildVersion", "1.0"))).isTrue();
    assertThat(newer(key, Map.of("buildVersion", "1.1", "buildVersionNo", "2"))).isFalse();
    assertThat(newer(key, Map.of())).isTrue();
    JsonObject check = data(call("app/check", Map.of("appKey", key)));
    ApiClient.Answer download = client.get(check.getString("downloadURL"));
    assertThat(download.status()).isEqualTo(200);
    assertThat(download.bytes()).hasSize(newest.getInt("sizeBytes"));
  }

  private boolean newer(String app, Map<String, String> known) {
    Map<String, String> fields = new LinkedHashMap<>(known);
    fields.put("appKey", app);
    return data(call("app/check", fields)).getBoolean("buildHaveNewVersion");
  }

  /** The installer comes without the key: the address has a grant of its own. */
  @Test
  void leadsADeviceToAPackageBehindAPassword() {
    JsonObject build =
        TestApp.uploaded(Map.of("access", "password", "password", "let me in")).firstBuild();

    ApiClient.Answer answer =
        client.get("/apiv2/app/install?_api_key=" + token + "&appKey=" + app(build));

    assertThat(answer.status()).isEqualTo(302);
    String location = answer.header("Location").orElseThrow();
    assertThat(location).doesNotContain(token);
    assertThat(client.get(location).status()).isEqualTo(200);
    client.get(location.replaceFirst("&grant=.*", "")).expect(403);
  }

  @Test
  void deletes() {
    TestApp app = TestApp.uploaded();
    JsonObject second = app.upload("1.1", 2);

    data(call("app/buildDelete", Map.of("buildKey", hex(second.getString("id")))));
    assertThat(app.items("/builds")).hasSize(1);
    data(call("app/deleteApp", Map.of("appKey", app(second))));
    assertThat(call("app/view", Map.of("appKey", app(second))).getInt("code")).isEqualTo(1009);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(call("app/view", Map.of()).getInt("code")).isEqualTo(1010);
    assertThat(call("app/view", Map.of("appKey", "x")).getInt("code")).isEqualTo(1009);
    assertThat(call("app/buildInfo", Map.of()).getInt("code")).isEqualTo(1011);
    assertThat(call("app/builds", Map.of("appKey", "0".repeat(32), "page", "0")).getInt("code"))
        .isEqualTo(1009);
    assertThat(call("app/listMy", Map.of("page", "1001")).getInt("code")).isEqualTo(1280);
    assertThat(call("app/listMy", Map.of("page", "first")).getInt("code")).isEqualTo(1280);
  }

  /** Roles and other teams' things, as {@code PermissionWalkIT} and {@code CrossTeamIT} do. */
  @Test
  void letsNobodyDoMoreThanByOurOwnApi() {
    TestTeam team = TestTeam.made();
    JsonObject build = team.upload();
    String stranger = TestTeam.made().member("owner").token();
    String tester = team.member("tester").token();
    Map<String, String> of =
        Map.of("appKey", app(build), "buildKey", hex(build.getString("id")), "buildType", "apk");

    SoftAssertions softly = new SoftAssertions();
    for (String path :
        List.of(
            "app/view",
            "app/builds",
            "app/check",
            "app/install",
            "app/buildDelete",
            "app/deleteApp",
            "app/buildInfo")) {
      softly
          .assertThat(call(stranger, path, of).getInt("code"))
          .as(path + " of another team")
          .isEqualTo(1009);
    }
    softly
        .assertThat(
            call(
                    stranger,
                    "app/getByShortcut",
                    Map.of("buildShortcutUrl", build.getJsonObject("app").getString("slug")))
                .getInt("code"))
        .isEqualTo(1009);
    for (String path :
        List.of("app/getCOSToken", "app/buildInfo", "app/buildDelete", "app/deleteApp")) {
      JsonObject answer = call(tester, path, of);
      softly.assertThat(answer.getInt("code")).as(path + " by a tester").isEqualTo(1081);
      softly.assertThat(answer.getString("message")).contains("permission");
    }
    softly.assertAll();
    assertThat(
            code(
                client.postForm(
                    "/apiv2/app/upload",
                    Map.of("_api_key", tester),
                    apk(TestApp.newBundleId(), "1.0", 1))))
        .isEqualTo(1081);
    assertThat(team.api.get("/api/v1/builds/" + build.getString("id")).status()).isEqualTo(200);
  }

  @Test
  void aRefusedCallLeavesNoKeyInTheAudit() {
    TestTeam team = TestTeam.made();
    TestTeam.Person person = team.member("developer");
    JsonObjectBuilder rows = Json.createObjectBuilder();

    client.get("/apiv2/app/deleteApp?appKey=" + "0".repeat(32) + "&_api_key=" + person.token());
    rows.add("audit", team.api.get("/api/v1/audit?limit=50").expect(200));

    assertThat(rows.build().toString()).doesNotContain(person.token());
  }
}
