package dev.pappus.webhook.endpoint;

import dev.pappus.shared.net.IpLiteral;
import dev.pappus.webhook.endpoint.HostLookup.Answer;
import dev.pappus.webhook.endpoint.HostLookup.Found;
import dev.pappus.webhook.endpoint.HostLookup.NoAnswer;
import dev.pappus.webhook.endpoint.HostLookup.NoSuchName;
import dev.pappus.webhook.endpoint.HostLookup.NotAsked;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address to dial for an endpoint, and vets it: every address of the answer must be
 * allowed, so that it does not matter which one is taken. The connection must go to the very
 * address that is returned.
 *
 * <p>An answer is kept for 30 s; while refreshing fails, up to 5 minutes. A name that does not
 * resolve is a value. Only when several names in a row got no answer at all is it our own side that
 * is in trouble: then {@link Resolution.Unavailable}, and a circuit breaker spares everybody the
 * waiting.
 */
@ApplicationScoped
public class AddressResolver {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration USABLE = Duration.ofMinutes(5);

  /**
   * Longer than the JDK keeps failures (10 s, {@code networkaddress.cache.negative.ttl}): it
   * repeats them without saying whether there was an answer.
   */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(11);

  private static final int MAX_KEPT = 4096;
  private static final int SILENT_NAMES = 3;

  @Inject AddressRules rules;
  @Inject OwnBins ownBins;
  @Inject LookupPool pool;
  @Inject Clock clock;
  @Inject EndpointSettings settings;

  private Optional<EndpointProxy> proxy = Optional.empty();

  /** Both under the lock of {@code kept}. */
  private final Map<String, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MAX_KEPT;
        }
      };

  private final Set<String> silent = new HashSet<>();

  private record Kept(Answer answer, Instant learnt, Instant freshUntil) {}

  @PostConstruct
  void read() {
    proxy = settings.proxy();
  }

  /**
   * What is known without asking or waiting: where the host is an address, and of a name that was
   * looked up less than 30 s ago. Not guarded, for it neither blocks nor fails.
   */
  public Optional<Resolution> recall(EndpointUrl url) {
    if (proxy.isPresent()) {
      Optional<Resolution> refusal = refusalBeforeTheProxy(url);
      return refusal.isPresent() ? refusal : fresh(proxy.get().host()).flatMap(this::throughProxy);
    }
    Optional<InetAddress> literal = url.literal();
    return literal.isPresent()
        ? Optional.of(vet(url, List.of(literal.get())))
        : fresh(url.host()).flatMap(answer -> judged(url, answer));
  }

  private Optional<Answer> fresh(String host) {
    Optional<InetAddress> literal = IpLiteral.parse(host);
    if (literal.isPresent()) {
      return Optional.of(new Found(List.of(literal.get())));
    }
    Kept before = kept(host);
    return before != null && clock.instant().isBefore(before.freshUntil())
        ? Optional.of(before.answer())
        : Optional.empty();
  }

  private Optional<Resolution> judged(EndpointUrl url, Answer answer) {
    if (answer instanceof Found found) {
      return Optional.of(vet(url, found.addresses()));
    }
    return answer instanceof NoSuchName ? Optional.of(missing(url.host())) : Optional.empty();
  }

  private Optional<Resolution> throughProxy(Answer answer) {
    return answer instanceof Found found
        ? Optional.of(new Resolution.ByProxy(found.addresses().get(0)))
        : Optional.empty();
  }

  private Optional<Resolution> refusalBeforeTheProxy(EndpointUrl url) {
    Optional<InetAddress> literal = url.literal();
    return (literal.isPresent() ? rules.refusal(literal.get()) : rules.refusal(url.host()))
        .filter(what -> !ownBins.admits(url))
        .map(what -> new Resolution.Refused(url.host() + " leads to " + what));
  }

  private static Resolution missing(String host) {
    return new Resolution.Unresolved("There is no address for the name " + host);
  }

  /**
   * Resolves and vets an endpoint's host; waits at most 3 s. Where the host is an address, nobody
   * is asked.
   *
   * @param proven whether the endpoint was reached lately: its look-up does not count among those
   *     of strangers, who get half of the threads
   * @throws NameServersSilentException only where fault tolerance is off; else it becomes {@link
   *     Resolution.Unavailable}
   */
  @Bulkhead(64)
  @CircuitBreaker(
      failOn = NameServersSilentException.class,
      requestVolumeThreshold = 10,
      failureRatio = 0.5,
      delay = 5000)
  @Fallback(
      fallbackMethod = "unavailable",
      applyOn = {NameServersSilentException.class, FaultToleranceException.class})
  public Resolution resolve(EndpointUrl url, boolean proven) {
    if (proxy.isPresent()) {
      return byProxy(url, proxy.get());
    }
    Optional<InetAddress> literal = url.literal();
    if (literal.isPresent()) {
      return vet(url, List.of(literal.get()));
    }
    Answer answer = ask(url.host(), proven);
    Optional<Resolution> judged = judged(url, answer);
    if (judged.isPresent()) {
      return judged.get();
    }
    if (answer instanceof NoAnswer noAnswer) {
      return new Resolution.Unresolved(
          "The name " + url.host() + " cannot be resolved: " + noAnswer.reason());
    }
    return new Resolution.Unavailable("Too many look-ups are under way");
  }

  /** Stands in for {@link #resolve} while the name servers, or too many callers, are in trouble. */
  Resolution unavailable(EndpointUrl url, boolean proven) {
    return new Resolution.Unavailable("The name service is not available");
  }

  private Resolution byProxy(EndpointUrl url, EndpointProxy proxy) {
    Optional<Resolution> refusal = refusalBeforeTheProxy(url);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Answer answer =
        IpLiteral.parse(proxy.host()).isPresent()
            ? fresh(proxy.host()).orElseThrow()
            : ask(proxy.host(), true);
    return throughProxy(answer)
        .orElseGet(
            () ->
                new Resolution.Unavailable(
                    "The proxy "
                        + proxy
                        + " of the setting "
                        + EndpointSettings.PROXY
                        + " cannot be found"));
  }

  private Resolution vet(EndpointUrl url, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      Optional<String> refusal = rules.refusal(address);
      if (refusal.isPresent() && !ownBins.admits(url)) {
        return new Resolution.Refused(url.host() + " leads to " + refusal.get());
      }
    }
    return new Resolution.Vetted(addresses.get(0));
  }

  private Answer ask(String host, boolean proven) {
    Answer answer = fresh(host).orElseGet(() -> refresh(host, kept(host), proven));
    if (answer instanceof NoAnswer) {
      countSilence(host);
    }
    return answer;
  }

  private Answer refresh(String host, @Nullable Kept before, boolean proven) {
    boolean known = proven || (before != null && before.answer() instanceof Found);
    Answer answer = pool.ask(host, known, PATIENCE, this::learn);
    boolean failed = answer instanceof NoAnswer || answer instanceof NotAsked;
    return before != null && failed && isUsable(before, clock.instant()) ? before.answer() : answer;
  }

  /** Whether it still counts while refreshing fails. */
  private static boolean isUsable(Kept kept, Instant now) {
    return kept.answer() instanceof Found && now.isBefore(kept.learnt().plus(USABLE));
  }

  private void countSilence(String host) {
    synchronized (kept) {
      if (silent.size() < SILENT_NAMES) {
        silent.add(host);
      }
      if (silent.size() >= SILENT_NAMES) {
        throw new NameServersSilentException();
      }
    }
  }

  private @Nullable Kept kept(String host) {
    synchronized (kept) {
      return kept.get(host);
    }
  }

  /** Called when a look-up ends, on its thread. */
  private void learn(String host, Answer answer) {
    Instant now = clock.instant();
    synchronized (kept) {
      Kept before = kept.get(host);
      if (answer instanceof Found) {
        silent.clear();
        kept.put(host, new Kept(answer, now, now.plus(FRESH)));
      } else if (answer instanceof NoAnswer && before != null && isUsable(before, now)) {
        kept.put(host, new Kept(before.answer(), before.learnt(), now.plus(FAILURE_KEPT)));
      } else {
        if (answer instanceof NoSuchName) {
          silent.clear();
        }
        kept.put(host, new Kept(answer, now, now.plus(FAILURE_KEPT)));
      }
    }
  }
}
