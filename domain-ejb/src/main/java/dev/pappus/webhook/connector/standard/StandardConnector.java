package dev.pappus.webhook.connector.standard;

import dev.pappus.event.EventMessage;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * The {@code standard} format: {@code type}, {@code timestamp} and {@code data} (Standard Webhooks
 * 1.0, "Payload structure"). {@code timestamp} is when the event happened, RFC 3339 in UTC; {@code
 * data} the neutral JSON of the event, the same in every language and zone.
 */
@ApplicationScoped
public class StandardConnector implements Connector {

  @Override
  public String kind() {
    return "standard";
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public RenderedBody render(EventMessage message, ConnectorSettings settings) {
    JsonObject json =
        JsonParts.object()
            .add("type", message.type())
            .add("timestamp", message.occurredAt().toString())
            .add("data", message.toJson())
            .build();
    return new RenderedBody(
        "application/json; charset=utf-8", json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
