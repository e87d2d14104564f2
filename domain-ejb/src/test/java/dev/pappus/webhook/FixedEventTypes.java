package dev.pappus.webhook;

import dev.pappus.event.EventApp;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import java.util.List;
import java.util.stream.Stream;

/** A catalogue of event types that have a name and nothing else. */
final class FixedEventTypes extends EventTypeCatalog {
  private final List<EventType> types;

  FixedEventTypes(String... names) {
    types = Stream.of(names).<EventType>map(Named::new).toList();
  }

  @Override
  public List<EventType> all() {
    return types;
  }

  private record Named(String wireName) implements EventType {
    @Override
    public int order() {
      return 0;
    }

    @Override
    public EventMessage sample(EventApp app) {
      throw new UnsupportedOperationException();
    }
  }
}
