package dev.pappus.event;

import java.util.Locale;

/**
 * A kind of event that webhooks can ask for. A plug-in: the feature that raises it holds the
 * implementation ({@code @ApplicationScoped}), and everything that lists event types takes it from
 * the {@link EventTypeCatalog}.
 */
public interface EventType {

  /** The name on the wire and in the API: {@code updateVersion}, or {@code noun.verb-ed}. */
  String wireName();

  /** The name people choose it by, in a language of ours. */
  default String label(Locale language) {
    return EventTexts.label(this, language);
  }

  /** Order in lists of all types, small first. */
  int order();

  /**
   * A full example about the given app, as "send test" sends it and the contract tests render it.
   * Its {@link EventMessage#test()} is false; the sender of a test marks it.
   */
  EventMessage sample(EventApp app);
}
