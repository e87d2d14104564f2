package dev.pappus.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The body that a receiver of the classic format must get, written down member by member: thirteen,
 * in the order of the published examples, all texts but {@code timestamp}.
 */
final class ClassicBody {
  /** As PHP's {@code gettype} sees the members. */
  static final String PHP_TYPES =
      "action string, title string, link string, message string, type string, os_version string,"
          + " build_version string, created string, updated string, timestamp integer,"
          + " appsize string, device_type string, notes string";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));

  private ClassicBody() {}

  static String updateVersion(JsonObject build, JsonObject event, String notes) {
    String name = build.getJsonObject("app").getString("name");
    String message =
        "Your App " + name + " has a new version (" + build.getString("version") + ") update.";
    return body("App Update", message, "updateVersion", build, event, notes);
  }

  static String feedback(JsonObject build, JsonObject event, String notes) {
    return body(
        "App Feedback",
        "Your App has received a new feedback message.",
        "feedback",
        build,
        event,
        notes);
  }

  static String crashlog(JsonObject build, JsonObject event, String notes) {
    String name = build.getJsonObject("app").getString("name");
    String message = "Your App " + name + " has received a new Crash Log message.";
    return body("Crash log", message, "crashlog", build, event, notes);
  }

  private static String body(
      String action,
      String message,
      String type,
      JsonObject build,
      JsonObject event,
      String notes) {
    JsonObject app = build.getJsonObject("app");
    Instant at = Instant.parse(event.getString("createdAt"));
    String local = quoted(LOCAL.format(at));
    return String.join(
        ",",
        "{\"action\":" + quoted(action),
        "\"title\":" + quoted(app.getString("name")),
        "\"link\":" + quoted(DeployedApplication.baseUri() + "/" + app.getString("slug")),
        "\"message\":" + quoted(message),
        "\"type\":" + quoted(type),
        "\"os_version\":" + quoted(build.getString("version")),
        "\"build_version\":" + quoted(Integer.toString(build.getInt("number"))),
        "\"created\":" + local,
        "\"updated\":" + local,
        "\"timestamp\":" + at.getEpochSecond(),
        "\"appsize\":" + quoted(build.getJsonNumber("sizeBytes").toString()),
        "\"device_type\":" + quoted(app.getString("platform").equals("ios") ? "iOS" : "Android"),
        "\"notes\":" + quoted(notes) + "}");
  }

  private static String quoted(String text) {
    return Json.createValue(text).toString();
  }
}
