package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.WebhookHeaders;
import dev.pappus.webhook.WebhookSecrets;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.OutboundRequest;
import dev.pappus.webhook.connector.SealContext;
import dev.pappus.webhook.endpoint.AddressResolver;
import dev.pappus.webhook.endpoint.EndpointSettings;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.ForbiddenEndpointException;
import dev.pappus.webhook.endpoint.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP: resolves and vets the endpoint's name, seals the stored bytes, calls the very
 * address that was vetted, and reads no more of the answer than is kept. No thread waits for an
 * endpoint. Where the address is known the caller's thread does all of it, else a thread of {@link
 * Lookups} goes on when the name server has answered.
 */
@ApplicationScoped
public class HttpSender implements Sender {
  private static final Logger LOG = System.getLogger(HttpSender.class.getName());

  /** Also how exactly the wait for a connection is limited. */
  private static final long HOUSEKEEPING_SECONDS = 1;

  private static final Duration POOL_WAIT = Duration.ofSeconds(1);
  private static final String STOPPED = "The server was stopped.";
  static final String CHECK_THE_NAME = ". Correct the URL's host name, or its DNS record.";
  static final String NO_NAME_SERVER =
      "The name servers gave no answer about the URL's host name in time. Check its DNS record.";

  @Inject AddressResolver resolver;
  @Inject ConnectorCatalog connectors;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject DeliverySettings settings;
  @Inject EndpointSettings endpoints;
  @Inject EngineStatus status;
  @Inject Clock clock;

  private final Set<HttpCall> calls = ConcurrentHashMap.newKeySet();
  private @Nullable Machinery machinery;

  /** Whom to trust; by default the certificate authorities of the server's trust store. */
  SSLContext tls = SSLContexts.createDefault();

  private record Machinery(
      Lookups lookups,
      ScheduledThreadPoolExecutor timer,
      SendingClient client,
      KnownEndpoints known,
      Optional<ProxyWay> proxy) {}

  /** Starts; all threads come from the factory. */
  void open(ThreadFactory threads) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true);
    SendingClient client =
        new SendingClient(settings, status, threads, tls, userAgent(), this::clientDied);
    machinery =
        new Machinery(
            new Lookups(resolver, threads),
            timer,
            client,
            new KnownEndpoints(secrets),
            endpoints.proxy().map(ProxyWay::new));
    ScheduledFuture<?> housekeeping =
        timer.scheduleWithFixedDelay(
            this::keepHouse, HOUSEKEEPING_SECONDS, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
    LOG.log(Level.DEBUG, () -> "delivery.sender-opened " + housekeeping);
  }

  private Machinery machinery() {
    Machinery running = machinery;
    if (running == null) {
      throw new IllegalStateException("The sender was not opened");
    }
    return running;
  }

  /** {@code Pappus/<version>}, the version as the build wrote it down. */
  private static String userAgent() {
    try (InputStream in = HttpSender.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return "Pappus/" + properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("Our own version cannot be read", e);
    }
  }

  @Override
  public void send(
      DueDelivery due, boolean proven, BooleanSupplier mayStart, Consumer<? super Sent> sink) {
    HttpCall[] made = new HttpCall[1];
    HttpCall call =
        new HttpCall(
            due,
            clock.instant(),
            settings.responseLimitBytes(),
            mayStart,
            sent -> {
              calls.remove(made[0]);
              sink.accept(sent);
            });
    made[0] = call;
    calls.add(call);
    try {
      call.deadline(
          machinery()
              .timer()
              .schedule(
                  () -> timeOut(call),
                  settings.attemptTimeout().toMillis(),
                  TimeUnit.MILLISECONDS));
      guarded(call, () -> begin(call, proven));
    } catch (RejectedExecutionException e) {
      call.failed(AttemptOutcome.NOT_SENT, "The sender is stopping.");
    }
  }

  /**
   * Closes what is not used, and gives up on calls that got no connection. The client has a
   * time-out for that too, but looks at it only when a connection comes back.
   */
  private void keepHouse() {
    machinery().client().keepHouse();
    for (HttpCall call : calls) {
      if (call.phases().waitedFor(POOL_WAIT)) {
        call.failed(
            AttemptOutcome.NOT_SENT,
            "All "
                + settings.maxInFlight()
                + " connections of this server are in use (pappus.delivery.max-in-flight).");
        call.cutOff();
      }
    }
  }

  private void timeOut(HttpCall call) {
    if (call.waitsForUs()) {
      call.failed(AttemptOutcome.NOT_SENT, "Too many look-ups were under way.");
    } else if (!call.isAddressed()) {
      call.failed(AttemptOutcome.DNS, NO_NAME_SERVER);
    } else {
      call.failed(
          AttemptOutcome.TIMEOUT,
          "No complete answer within "
              + settings.attemptTimeout().toSeconds()
              + " s. The endpoint should answer first and do its work afterwards.");
    }
    call.cutOff();
  }

  /** Whatever goes wrong, the call gets its result, and the thread lives on. */
  @SuppressWarnings("CatchingUnchecked")
  private void guarded(HttpCall call, Runnable step) {
    try {
      step.run();
    } catch (DomainException e) {
      // a URL that was accepted once and is refused now
      call.failed(AttemptOutcome.ADDRESS_REFUSED, e.detail());
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "delivery.not-sent", e);
      call.failed(AttemptOutcome.NOT_SENT, "The call could not be made: " + e);
    }
  }

  private void begin(HttpCall call, boolean proven) {
    if (!call.mayStart()) {
      notNow(call);
      return;
    }
    EndpointUrl url = machinery().known().url(call.due().endpoint());
    Optional<Resolution> recalled = resolver.recall(url);
    if (recalled.isPresent()) {
      resolved(call, url, recalled.get());
      return;
    }
    long begun = System.nanoTime();
    call.lookingUp(
        machinery()
            .lookups()
            .resolve(
                url,
                proven,
                resolution -> {
                  call.phases().lookedUp(Duration.ofNanos(System.nanoTime() - begun));
                  guarded(call, () -> resolved(call, url, resolution));
                }));
  }

  private void resolved(HttpCall call, EndpointUrl url, Resolution resolution) {
    if (resolution instanceof Resolution.Vetted vetted) {
      HttpHost target = new HttpHost(scheme(url), vetted.address(), url.host(), url.port());
      Phases phases = call.phases();
      seal(call, url, () -> new CallContext(new HttpRoute(target, null, url.tls()), phases));
    } else if (resolution instanceof Resolution.ByProxy byProxy) {
      ProxyWay proxy = machinery().proxy().orElseThrow();
      HttpHost target = new HttpHost(scheme(url), url.host(), url.port());
      Phases phases = call.phases();
      seal(call, url, () -> proxy.to(target, byProxy.proxy(), phases));
    } else if (resolution instanceof Resolution.Unresolved unresolved) {
      call.failed(AttemptOutcome.DNS, unresolved.reason() + CHECK_THE_NAME);
    } else if (resolution instanceof Resolution.Refused refused) {
      call.failed(
          AttemptOutcome.ADDRESS_REFUSED, ForbiddenEndpointException.sentence(refused.reason()));
    } else if (resolution instanceof Resolution.Unavailable unavailable) {
      call.failed(AttemptOutcome.NOT_SENT, unavailable.reason() + ".");
    }
  }

  private static String scheme(EndpointUrl url) {
    return url.tls() ? "https" : "http";
  }

  private static void notNow(HttpCall call) {
    call.failed(AttemptOutcome.NOT_SENT, "The node may not send now.");
  }

  private void seal(HttpCall call, EndpointUrl url, Supplier<CallContext> way) {
    DueDelivery due = call.due();
    Connector connector = connectors.find(due.format()).orElse(null);
    if (connector == null) {
      call.failed(AttemptOutcome.NOT_SENT, "There is no format " + due.format() + ".");
      return;
    }
    List<CustomHeader> custom;
    OutboundRequest sealed;
    try {
      custom = headers.open(due.endpoint().sealedHeaders());
      sealed =
          connector.seal(
              SealedCall.open(due, url.uri(), custom),
              new SealContext(
                  SealedCall.webhookId(due),
                  call.startedAt(),
                  machinery()
                      .known()
                      .signing(
                          due.endpoint(), SealedCall.secrets(due.endpoint(), call.startedAt())),
                  secrets.asymmetric(due.endpoint().sealedAsymmetricKey())));
    } catch (UnreadableSecretException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("delivery.secret-unreadable").with("webhook", due.webhookId()).toString());
      call.failed(AttemptOutcome.NOT_SENT, "A secret of the webhook cannot be read.");
      return;
    }
    call.asking(SealedCall.exchange(due, sealed, custom));
    execute(call, url, sealed, way);
  }

  private void execute(
      HttpCall call, EndpointUrl url, OutboundRequest sealed, Supplier<CallContext> way) {
    if (!call.mayStart()) {
      notNow(call);
      return;
    }
    int written = url.port() == (url.tls() ? 443 : 80) ? -1 : url.port();
    BasicHttpRequest request =
        new BasicHttpRequest(
            "POST", scheme(url), new URIAuthority(url.host(), written), SendingClient.path(sealed));
    sealed.headers().forEach(request::addHeader);
    CallContext context = way.get();
    call.phases().handed();
    Future<?> handle =
        machinery()
            .client()
            .execute(
                context.way().getTargetHost(),
                new RequestWriter(request, sealed.body(), context),
                new AnswerConsumer(call, context, settings.responseLimitBytes()),
                context,
                new FutureCallback<Boolean>() {
                  @Override
                  public void completed(Boolean result) {
                    guarded(call, () -> call.answered(false));
                  }

                  @Override
                  public void failed(Exception cause) {
                    guarded(
                        call, () -> HttpSender.this.failed(call, cause, context, url, sealed, way));
                  }

                  @Override
                  public void cancelled() {
                    guarded(call, () -> call.failed(AttemptOutcome.NOT_SENT, STOPPED));
                  }
                });
    call.running(handle, context);
  }

  private void failed(
      HttpCall call,
      Exception cause,
      CallContext context,
      EndpointUrl url,
      OutboundRequest sealed,
      Supplier<CallContext> way) {
    if (call.ended()) {
      return;
    }
    if (Failures.wasReset(cause) && brokeBeforeAByte(context) && call.repeatOnce()) {
      // a kept connection that the other side had closed: it says nothing about the endpoint
      execute(call, url, sealed, way);
      return;
    }
    if (Failures.isClientDead(cause)) {
      machinery().client().broken();
    }
    if (context.wasFlooded()) {
      call.failed(AttemptOutcome.RESPONSE_TOO_LARGE, Failures.TOO_LARGE);
      return;
    }
    boolean asked = call.phases().asked();
    if (context.way().getProxyHost() != null && !asked) {
      ProxyWay.failed(call, cause);
      return;
    }
    call.failed(Failures.outcome(cause, asked), Failures.text(cause, asked));
  }

  /** On a connection that had served a request before, and not a byte of an answer came. */
  private static boolean brokeBeforeAByte(CallContext context) {
    EndpointDetails connection = context.getEndpointDetails();
    Phases phases = context.phases();
    return connection != null
        && connection.getRequestCount() > 1
        // the frames of HTTP/2 come unasked; there the answer's head alone counts
        && (context.getProtocolVersion().greaterEquals(HttpVersion.HTTP_2)
            || !phases.asked()
            || connection.getReceivedBytesCount() <= phases.receivedBefore());
  }

  /** A thread of the client is dead, and with it every call on it: nobody can tell which. */
  private void clientDied() {
    for (HttpCall call : List.copyOf(calls)) {
      if (call.isAddressed()) {
        call.failed(AttemptOutcome.NOT_SENT, "The HTTP client failed.");
      }
    }
  }

  @Override
  public void cancelAll() {
    for (HttpCall call : List.copyOf(calls)) {
      call.failed(AttemptOutcome.NOT_SENT, STOPPED);
      call.cutOff();
    }
  }

  /** How many connections are in use; one may be for a moment after its call has ended. */
  int busyConnections() {
    return machinery().client().busyConnections();
  }

  /** Ends all threads. */
  void close() {
    cancelAll();
    Machinery running = machinery();
    running.lookups().close();
    running.timer().shutdownNow();
    running.client().close();
  }
}
