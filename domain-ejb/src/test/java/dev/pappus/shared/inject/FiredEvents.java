package dev.pappus.shared.inject;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A CDI event source that keeps what was fired and tells one observer. */
public final class FiredEvents<T> implements Event<T> {
  private final Class<T> type;
  private final Consumer<T> observer;
  private final List<T> fired = new CopyOnWriteArrayList<>();

  /** One that only keeps. */
  public FiredEvents(Class<T> type) {
    this(type, event -> {});
  }

  public FiredEvents(Class<T> type, Consumer<T> observer) {
    this.type = type;
    this.observer = observer;
  }

  Class<T> type() {
    return type;
  }

  /** What was fired, in order. */
  public List<T> fired() {
    return List.copyOf(fired);
  }

  @Override
  public void fire(T event) {
    fired.add(event);
    observer.accept(event);
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<T> select(Annotation... qualifiers) {
    return this;
  }

  @Override
  public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
