package dev.pappus.worker;

import dev.pappus.event.EventMessage;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.EndpointResponse;
import dev.pappus.webhook.connector.RenderedBody;
import dev.pappus.webhook.connector.Verdict;
import java.util.Optional;
import java.util.function.Function;

/** A connector whose judgement the test decides. */
final class PlainConnector implements Connector {
  Function<EndpointResponse, Verdict> judging = response -> Verdict.ofStatus(response.status());

  @Override
  public String kind() {
    return "plain";
  }

  @Override
  public int order() {
    return 1;
  }

  @Override
  public RenderedBody render(EventMessage message, ConnectorSettings settings) {
    return new RenderedBody("text/plain", new byte[0]);
  }

  @Override
  public Verdict judge(EndpointResponse response) {
    return judging.apply(response);
  }

  ConnectorCatalog catalog() {
    return new ConnectorCatalog() {
      @Override
      public Optional<Connector> find(String kind) {
        return kind.equals("plain") ? Optional.of(PlainConnector.this) : Optional.empty();
      }
    };
  }
}
