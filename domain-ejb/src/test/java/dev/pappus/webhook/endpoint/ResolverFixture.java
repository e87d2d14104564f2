package dev.pappus.webhook.endpoint;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The address guard without a container and without a network. */
public final class ResolverFixture {

  private ResolverFixture() {}

  /** A resolver over a name service of the test's. */
  public static AddressResolver resolver(HostLookup lookup, Clock clock, String... allowed) {
    AddressResolver resolver = new AddressResolver();
    resolver.rules = AddressRulesTest.rules(allowed);
    resolver.ownBins = OwnBinsTest.ownBins("http://127.0.0.1:8080");
    resolver.clock = clock;
    resolver.pool = new LookupPool();
    resolver.pool.lookup = lookup;
    resolver.pool.pool =
        LookupPool.newPool(
            work -> {
              Thread thread = Executors.defaultThreadFactory().newThread(work);
              thread.setDaemon(true);
              return thread;
            });
    return resolver;
  }

  /** The same behind a proxy. */
  static AddressResolver behind(String proxy, HostLookup lookup, Clock clock, String... allowed) {
    AddressResolver resolver = resolver(lookup, clock, allowed);
    resolver.settings = new EndpointSettings();
    resolver.settings.proxy = Optional.of(proxy);
    resolver.read();
    return resolver;
  }

  public static EndpointPolicy policy(HostLookup lookup, Clock clock, String... allowed) {
    EndpointPolicy policy = new EndpointPolicy();
    policy.resolver = resolver(lookup, clock, allowed);
    policy.opened = policy.resolver.rules.opened;
    return policy;
  }
}
