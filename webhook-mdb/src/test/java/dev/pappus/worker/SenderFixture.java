package dev.pappus.worker;

import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.WebhookHeaders;
import dev.pappus.webhook.WebhookSecrets;
import dev.pappus.webhook.endpoint.AddressResolver;
import dev.pappus.webhook.endpoint.EndpointProxy;
import dev.pappus.webhook.endpoint.EndpointSettings;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.Resolution;
import dev.pappus.webhook.signing.SigningSecret;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A sender without a container, whose names all lead to the loopback address. */
final class SenderFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  final Set<Thread> started = ConcurrentHashMap.newKeySet();
  final BlockingQueue<Sent> results = new LinkedBlockingQueue<>();
  final PlainConnector connector = new PlainConnector();
  final HttpSender sender = new HttpSender();
  final Judgement judgement = new Judgement();
  Function<EndpointUrl, Resolution> resolution =
      url -> new Resolution.Vetted(InetAddress.getLoopbackAddress());
  List<CustomHeader> custom = List.of();
  Duration attemptTimeout = Duration.ofSeconds(8);
  Duration connectTimeout = Duration.ofSeconds(2);
  int responseLimitBytes = 1000;
  int maxInFlight = 512;

  SenderFixture() {
    sender.resolver =
        new AddressResolver() {
          @Override
          public Optional<Resolution> recall(EndpointUrl url) {
            return Optional.of(resolution.apply(url));
          }
        };
    sender.secrets =
        new WebhookSecrets() {
          @Override
          public List<SigningSecret> signing(List<String> sealed) {
            return List.of(SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
          }
        };
    sender.headers =
        new WebhookHeaders() {
          @Override
          public List<CustomHeader> open(@Nullable String sealed) {
            return custom;
          }
        };
    sender.connectors = connector.catalog();
    sender.status = new EngineStatus();
    sender.endpoints = new EndpointSettings();
    sender.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    sender.settings =
        new DeliverySettings() {
          @Override
          public Duration attemptTimeout() {
            return attemptTimeout;
          }

          @Override
          public Duration connectTimeout() {
            return connectTimeout;
          }

          @Override
          public int responseLimitBytes() {
            return responseLimitBytes;
          }

          @Override
          public int maxInFlight() {
            return maxInFlight;
          }
        };
    judgement.connectors = connector.catalog();
    judgement.status = sender.status;
  }

  /** Before {@link #open()}: gives it this name service. */
  SenderFixture resolvingBy(AddressResolver resolver) {
    sender.resolver = resolver;
    return this;
  }

  /** Before {@link #open()}: sends all calls through a proxy on the loopback address. */
  SenderFixture through(EndpointProxy proxy) {
    sender.endpoints =
        new EndpointSettings() {
          @Override
          public Optional<EndpointProxy> proxy() {
            return Optional.of(proxy);
          }
        };
    resolution = url -> new Resolution.ByProxy(InetAddress.getLoopbackAddress());
    return this;
  }

  /** Before {@link #open()}: trusts these authorities. */
  SenderFixture trusting(SSLContext authorities) {
    sender.tls = authorities;
    return this;
  }

  SenderFixture open() {
    sender.open(
        task -> {
          Thread thread = new Thread(task);
          started.add(thread);
          return thread;
        });
    return this;
  }

  /** Threads that live now. */
  long threads() {
    return started.stream().filter(Thread::isAlive).count();
  }

  AttemptResult send(String url) {
    return send(DueFixture.to(url));
  }

  AttemptResult send(DueDelivery due) {
    begin(due);
    return judged();
  }

  /** The next result of all, judged. */
  AttemptResult judged() {
    return judgement.judge(next(), (ours, outcome) -> false);
  }

  /** Sends and does not wait. */
  void begin(DueDelivery due) {
    sender.send(due, true, () -> true, results::add);
  }

  /** The next result of all. */
  Sent next() {
    try {
      Sent sent = results.poll(20, TimeUnit.SECONDS);
      if (sent == null) {
        throw new AssertionError("No result");
      }
      return sent;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Until the connections of ended calls can be used again: the client tells a result first and
   * gives the connection back then, so a call made at once may get a new one.
   */
  void awaitKeptConnections() {
    Awaitility.await("connections of ended calls").until(() -> sender.busyConnections() == 0);
  }

  @Override
  public void close() {
    sender.close();
  }
}
