package dev.pappus.webhook.connector;

import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventText;
import dev.pappus.shared.Platform;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Events as the classic payloads tell them. */
public final class EventFixture {
  private static final UUID APP = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad90");
  private static final UUID BUILD = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
  private static final UUID EVENT = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");
  private static final Instant AT = Instant.ofEpochSecond(1444361118);
  private static final Instant CREATED = Instant.parse("2015-10-09T03:25:16Z");

  private EventFixture() {}

  public static EventMessage updateVersion() {
    return message(
        "updateVersion",
        "修复了一些小弱智的小bug",
        Json.createObjectBuilder().add("channel", "default").build(),
        new EventText("App Update", "Your App OooPlay has a new version (2.4) update."),
        new EventText("应用更新", "您的应用 OooPlay 有新版本（2.4）更新。"));
  }

  public static EventMessage feedback() {
    return message(
        "feedback",
        "Fixed some minor bugs.",
        JsonObject.EMPTY_JSON_OBJECT,
        new EventText("App Feedback", "Your App has received a new feedback message."),
        new EventText("应用反馈", "您的应用收到了一条新的反馈。"));
  }

  public static EventMessage crashlog() {
    return message(
        "crashlog",
        "libsystem_kernel.dylib 0x3094c49c mach_msg_trap 20 CoreFoundation 0x21edf7f3 <redacted> 146"
            + " CoreFoundation 0x21edddb9 <redacted> 1016 ...",
        JsonObject.EMPTY_JSON_OBJECT,
        new EventText("Crash log", "Your App OooPlay has received a new Crash Log message."),
        new EventText("崩溃日志", "您的应用 OooPlay 收到了一条新的崩溃日志。"));
  }

  public static List<EventMessage> all() {
    return List.of(updateVersion(), feedback(), crashlog());
  }

  /** The same event of another build and with other notes. */
  public static EventMessage with(EventMessage message, EventBuild build, String notes) {
    return new EventMessage(
        message.id(),
        message.type(),
        message.occurredAt(),
        message.test(),
        message.app(),
        build,
        message.createdAt(),
        message.updatedAt(),
        notes,
        message.details(),
        message.texts());
  }

  private static EventMessage message(
      String type, String notes, JsonObject details, EventText english, EventText chinese) {
    return new EventMessage(
        EVENT,
        type,
        AT,
        false,
        new EventApp(
            APP,
            "OooPlay",
            Platform.IOS,
            "com.xcxwo.oooplay",
            "oooplay_test",
            "http://www.xcxwo.com/oooplay_test"),
        new EventBuild(BUILD, "2.4", "2.4.0.7", 139, 2238036, "default"),
        CREATED,
        CREATED,
        notes,
        details,
        Map.of(Locale.ENGLISH, english, Locale.SIMPLIFIED_CHINESE, chinese));
  }
}
