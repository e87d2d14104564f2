package dev.pappus.webhook.connector.pgyer;

import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventText;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code pgyer} format: the thirteen members of the classic Pgyer webhook, in their published
 * order, all strings but {@code timestamp} (integer, Unix seconds). Compact JSON in UTF-8, Chinese
 * unescaped.
 *
 * <p>{@code created} and {@code updated} are local time of the webhook's zone, {@code os_version}
 * is the version name, {@code build_version} our counter, {@code appsize} bytes. Receivers in the
 * field read the members straight from the raw body: nothing is ever added to it.
 */
@ApplicationScoped
public class PgyerConnector implements Connector {
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int MAX_NOTES_BYTES = 4096;

  @Override
  public String kind() {
    return "pgyer";
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public RenderedBody render(EventMessage message, ConnectorSettings settings) {
    EventText text = message.text(settings.language());
    EventBuild build = message.build();
    JsonObject json =
        JsonParts.object()
            .add("action", text.action())
            .add("title", message.app().name())
            .add("link", message.app().installUrl())
            .add("message", text.message())
            .add("type", message.type())
            .add("os_version", build.version())
            .add("build_version", Long.toString(build.number()))
            .add("created", local(message.createdAt(), settings.zone()))
            .add("updated", local(message.updatedAt(), settings.zone()))
            .add("timestamp", message.occurredAt().getEpochSecond())
            .add("appsize", Long.toString(build.sizeBytes()))
            .add("device_type", message.app().platform().label())
            .add("notes", TextRules.cut(message.notes(), MAX_NOTES_BYTES))
            .build();
    return new RenderedBody(
        "application/json; charset=utf-8", json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String local(Instant instant, ZoneId zone) {
    return LOCAL_TIME.format(instant.atZone(zone));
  }
}
