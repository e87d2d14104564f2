package dev.pappus.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All event types there are, found by CDI. */
@ApplicationScoped
public class EventTypeCatalog {
  @Inject @Any Instance<EventType> types;

  /** All of them, in the order of {@link EventType#order()}. */
  public List<EventType> all() {
    return types.stream().sorted(Comparator.comparingInt(EventType::order)).toList();
  }

  public Optional<EventType> find(String wireName) {
    return types.stream().filter(type -> type.wireName().equals(wireName)).findFirst();
  }
}
