package dev.pappus.webhook;

import dev.pappus.event.EventMessage;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A catalogue of connectors that have a kind and nothing else. */
final class FixedConnectors extends ConnectorCatalog {
  private final List<Connector> connectors;

  FixedConnectors(String... kinds) {
    connectors = Stream.of(kinds).<Connector>map(Named::new).toList();
  }

  @Override
  public List<Connector> all() {
    return connectors;
  }

  @Override
  public Optional<Connector> find(String kind) {
    return connectors.stream().filter(connector -> connector.kind().equals(kind)).findFirst();
  }

  private record Named(String kind) implements Connector {
    @Override
    public int order() {
      return 0;
    }

    @Override
    public RenderedBody render(EventMessage message, ConnectorSettings settings) {
      throw new UnsupportedOperationException();
    }
  }
}
