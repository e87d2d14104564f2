package dev.pappus.webhook.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A name service that a test fills; other names do not exist. */
public final class FakeHostLookup implements HostLookup {
  private static final String ANY = "*";
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> before = host -> {};

  /** Gives every other name these addresses. */
  public FakeHostLookup otherwise(String... addresses) {
    return host(ANY, addresses);
  }

  /** Gives a name its addresses. */
  public FakeHostLookup host(String name, String... addresses) {
    List<InetAddress> found = new ArrayList<>();
    for (String address : addresses) {
      try {
        found.add(InetAddress.getByName(address));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(address, e);
      }
    }
    answers.put(name, new Found(found));
    return this;
  }

  /** Lets the name servers give no answer about a name. */
  public FakeHostLookup silent(String name) {
    answers.put(name, new NoAnswer("the name servers gave no answer"));
    return this;
  }

  /** Takes a name away. */
  public void remove(String name) {
    answers.remove(name);
  }

  /** Runs before each answer, on the thread of the look-up. */
  public void before(Consumer<String> action) {
    before = action;
  }

  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Answer lookup(String host) {
    asked.add(host);
    before.accept(host);
    return answers.getOrDefault(host, answers.getOrDefault(ANY, new NoSuchName()));
  }
}
