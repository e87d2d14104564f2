package dev.pappus.webhook.endpoint;

import java.net.InetAddress;
import java.util.List;

/** Asks the name service. A port, so that tests need no network. */
public interface HostLookup {

  /** Looks a name up; blocks as long as the name service takes, and cannot be interrupted. */
  Answer lookup(String host);

  /** What came back. */
  sealed interface Answer {}

  /** The name has these addresses, at least one, the preferred one first. */
  record Found(List<InetAddress> addresses) implements Answer {
    public Found {
      addresses = List.copyOf(addresses);
    }
  }

  /** A name server answered: there is no such name, or it has no address. */
  record NoSuchName() implements Answer {}

  /** No name server gave an answer about this name. */
  record NoAnswer(String reason) implements Answer {}

  /** We did not ask: too many look-ups are under way. */
  record NotAsked() implements Answer {}
}
