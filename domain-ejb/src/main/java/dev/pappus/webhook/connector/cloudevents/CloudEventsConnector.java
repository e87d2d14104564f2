package dev.pappus.webhook.connector.cloudevents;

import dev.pappus.event.EventMessage;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The {@code cloudevents} format: CloudEvents 1.0.2 in structured mode (HTTP Protocol Binding §3.2,
 * JSON Event Format §3). {@code source} is the app's install page, {@code subject} the build, or
 * the app where no build is known, {@code type} the event's name in our own domain, as the
 * specification asks for; {@code data} the neutral JSON, the same in every language and zone.
 */
@ApplicationScoped
public class CloudEventsConnector implements Connector {
  private static final String TYPE_PREFIX = "dev.pappus.";

  @Override
  public String kind() {
    return "cloudevents";
  }

  @Override
  public int order() {
    return 30;
  }

  @Override
  public RenderedBody render(EventMessage message, ConnectorSettings settings) {
    JsonObject json =
        JsonParts.object()
            .add("specversion", "1.0")
            .add("id", PublicId.format(IdKind.EVENT, message.id()))
            .add("source", message.app().installUrl())
            .add("type", TYPE_PREFIX + message.type())
            .add("subject", subject(message))
            .add("time", message.occurredAt().toString())
            .add("datacontenttype", "application/json")
            .add("data", message.toJson())
            .build();
    return new RenderedBody(
        "application/cloudevents+json; charset=utf-8",
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String subject(EventMessage message) {
    UUID build = message.build().id();
    return build == null
        ? PublicId.format(IdKind.APP, message.app().id())
        : PublicId.format(IdKind.BUILD, build);
  }
}
