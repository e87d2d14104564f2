package dev.pappus.webhook.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All connectors there are, found by CDI. */
@ApplicationScoped
public class ConnectorCatalog {
  @Inject @Any Instance<Connector> connectors;

  public List<Connector> all() {
    return connectors.stream().sorted(Comparator.comparingInt(Connector::order)).toList();
  }

  public Optional<Connector> find(String kind) {
    return connectors.stream().filter(connector -> connector.kind().equals(kind)).findFirst();
  }
}
