package dev.pappus.webhook;

import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.endpoint.EndpointPolicy;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a webhook may look like: the one place that judges input, for making and for changing. */
@ApplicationScoped
public class WebhookRules {
  private static final int MAX_NAME_LENGTH = 100;

  @Inject EventTypeCatalog eventTypes;
  @Inject ConnectorCatalog connectors;
  @Inject EndpointPolicy endpoints;

  String name(@Nullable String name) {
    return TextRules.required("name", name, MAX_NAME_LENGTH);
  }

  /** May wait for a name server: never inside a transaction. */
  AcceptedEndpoint url(@Nullable String url) {
    return endpoints.accept(url);
  }

  /** The chosen events, each once, in the order they were chosen. */
  Set<String> events(@Nullable List<String> events) {
    if (events == null || events.isEmpty()) {
      throw EventChoiceException.empty();
    }
    List<String> known = eventTypes.all().stream().map(EventType::wireName).toList();
    for (@Nullable String event : events) {
      if (event == null || !known.contains(event)) {
        throw EventChoiceException.unknown(TextRules.storable(String.valueOf(event)), known);
      }
    }
    return new LinkedHashSet<>(events);
  }

  String format(String format) {
    if (connectors.find(format).isEmpty()) {
      List<String> kinds = connectors.all().stream().map(c -> c.kind()).toList();
      throw new InvalidFieldException("format", "one of " + String.join(", ", kinds));
    }
    return format;
  }
}
