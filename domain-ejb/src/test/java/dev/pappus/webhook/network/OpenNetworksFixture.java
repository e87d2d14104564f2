package dev.pappus.webhook.network;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Opened networks without a table. */
public final class OpenNetworksFixture {

  private OpenNetworksFixture() {}

  /** Nothing is open, and reading anew opens nothing. */
  public static OpenNetworks none() {
    return onceRead();
  }

  /** These are open as soon as they are read anew. */
  public static OpenNetworks onceRead(String... opened) {
    return new OpenNetworks() {
      @Override
      public void refresh() {
        networks(list(opened));
      }
    };
  }

  private static List<AllowedNetwork> list(String... networks) {
    return Stream.of(networks)
        .map(network -> new AllowedNetwork(network, "test", "tester", Instant.EPOCH))
        .toList();
  }
}
