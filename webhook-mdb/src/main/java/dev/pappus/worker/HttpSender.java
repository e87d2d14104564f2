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
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP: resolves and vets the endpoint's name, seals the stored bytes, calls the very
 * address that was vetted, and reads no more of the answer than is kept. No thread waits for an
 * endpoint; only name servers are waited for, on two small pools, so that names of endpoints in
 * doubt never hold up the proven ones.
 */
@ApplicationScoped
public class HttpSender implements Sender {
  private static final Logger LOG = System.getLogger(HttpSender.class.getName());
  private static final int PROVEN_LOOKUPS = 32;
  private static final int DOUBTFUL_LOOKUPS = 16;
  private static final long HOUSEKEEPING_SECONDS = 10;

  @Inject AddressResolver resolver;
  @Inject ConnectorCatalog connectors;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject DeliverySettings settings;
  @Inject EngineStatus status;
  @Inject Clock clock;

  private final Set<HttpCall> calls = ConcurrentHashMap.newKeySet();
  private @Nullable Machinery machinery;

  private record Machinery(
      ExecutorService provenLookups,
      ExecutorService doubtfulLookups,
      ScheduledThreadPoolExecutor timer,
      SendingClient client) {}

  /** Starts; all threads come from the factory. */
  void open(ThreadFactory threads) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true);
    SendingClient client = new SendingClient(settings, status, threads, userAgent());
    machinery =
        new Machinery(
            pool(PROVEN_LOOKUPS, threads), pool(DOUBTFUL_LOOKUPS, threads), timer, client);
    ScheduledFuture<?> housekeeping =
        timer.scheduleWithFixedDelay(
            client::keepHouse, HOUSEKEEPING_SECONDS, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
    LOG.log(Level.DEBUG, () -> "delivery.sender-opened " + housekeeping);
  }

  private Machinery machinery() {
    Machinery running = machinery;
    if (running == null) {
      throw new IllegalStateException("The sender was not opened");
    }
    return running;
  }

  private static ExecutorService pool(int size, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
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
      ExecutorService lookups =
          proven ? machinery().provenLookups() : machinery().doubtfulLookups();
      lookups.execute(() -> begin(call));
    } catch (RejectedExecutionException e) {
      call.failed(AttemptOutcome.NOT_SENT, "The sender is stopping.");
    }
  }

  private void timeOut(HttpCall call) {
    call.failed(
        AttemptOutcome.TIMEOUT,
        "No complete answer within " + settings.attemptTimeout().toSeconds() + " s.");
    call.cutOff();
  }

  private void begin(HttpCall call) {
    try {
      resolve(call);
    } catch (DomainException e) {
      // a URL that was accepted once and is refused now
      call.failed(AttemptOutcome.ADDRESS_REFUSED, e.detail());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "delivery.not-sent", e);
      if (Failures.isClientDead(e)) {
        machinery().client().broken();
      }
      call.failed(AttemptOutcome.NOT_SENT, "The call could not be made: " + e);
    }
  }

  private void resolve(HttpCall call) {
    if (!call.mayStart()) {
      notNow(call);
      return;
    }
    EndpointUrl url = EndpointUrl.parse(call.due().endpoint().url());
    Resolution resolution = resolver.resolve(url);
    if (resolution instanceof Resolution.Vetted vetted) {
      seal(call, url, vetted.address());
    } else if (resolution instanceof Resolution.Unresolved unresolved) {
      call.failed(AttemptOutcome.DNS, unresolved.reason());
    } else if (resolution instanceof Resolution.Refused refused) {
      call.failed(AttemptOutcome.ADDRESS_REFUSED, refused.reason());
    } else if (resolution instanceof Resolution.Unavailable unavailable) {
      call.failed(AttemptOutcome.NOT_SENT, unavailable.reason());
    }
  }

  private static void notNow(HttpCall call) {
    call.failed(AttemptOutcome.NOT_SENT, "The node may not send now.");
  }

  private void seal(HttpCall call, EndpointUrl url, InetAddress address) {
    DueDelivery due = call.due();
    List<CustomHeader> custom;
    OutboundRequest sealed;
    try {
      Connector connector = connectors.find(due.format()).orElse(null);
      if (connector == null) {
        call.failed(AttemptOutcome.NOT_SENT, "There is no format " + due.format() + ".");
        return;
      }
      custom = headers.open(due.endpoint().sealedHeaders());
      sealed =
          connector.seal(
              SealedCall.open(due, url.uri(), custom),
              new SealContext(
                  SealedCall.webhookId(due),
                  call.startedAt(),
                  secrets.signing(SealedCall.secrets(due.endpoint(), call.startedAt())),
                  secrets.asymmetric(due.endpoint().sealedAsymmetricKey())));
    } catch (UnreadableSecretException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("delivery.secret-unreadable").with("webhook", due.webhookId()).toString());
      call.failed(AttemptOutcome.NOT_SENT, "A secret of the webhook cannot be read.");
      return;
    }
    call.asking(SealedCall.exchange(due, sealed, custom));
    execute(call, url, address, sealed);
  }

  private void execute(
      HttpCall call, EndpointUrl url, InetAddress address, OutboundRequest sealed) {
    if (!call.mayStart()) {
      notNow(call);
      return;
    }
    String scheme = url.tls() ? "https" : "http";
    HttpHost target = new HttpHost(scheme, address, url.host(), url.port());
    int written = url.port() == (url.tls() ? 443 : 80) ? -1 : url.port();
    BasicHttpRequest request =
        new BasicHttpRequest(
            "POST", scheme, new URIAuthority(url.host(), written), SendingClient.path(sealed));
    sealed.headers().forEach(request::addHeader);
    HttpClientContext context = HttpClientContext.create();
    call.running(
        machinery()
            .client()
            .execute(
                target,
                new BasicRequestProducer(
                    request, new BasicAsyncEntityProducer(sealed.body(), null)),
                new AnswerConsumer(call),
                context,
                new FutureCallback<Boolean>() {
                  @Override
                  public void completed(Boolean result) {
                    call.answered(false);
                  }

                  @Override
                  public void failed(Exception cause) {
                    HttpSender.this.failed(call, cause, context, url, address, sealed);
                  }

                  @Override
                  public void cancelled() {
                    call.failed(AttemptOutcome.NOT_SENT, "The server was stopped.");
                  }
                }));
  }

  private void failed(
      HttpCall call,
      Exception cause,
      HttpClientContext context,
      EndpointUrl url,
      InetAddress address,
      OutboundRequest sealed) {
    if (call.ended()) {
      return;
    }
    if (Failures.wasReset(cause) && reused(context) && call.repeatOnce()) {
      // a kept connection that the other side had closed: it says nothing about the endpoint
      try {
        machinery().provenLookups().execute(() -> execute(call, url, address, sealed));
        return;
      } catch (RejectedExecutionException stopping) {
        notNow(call);
        return;
      }
    }
    if (Failures.isClientDead(cause)) {
      machinery().client().broken();
    }
    call.failed(Failures.outcome(cause), Failures.text(cause));
  }

  private static boolean reused(HttpClientContext context) {
    EndpointDetails connection = context.getEndpointDetails();
    return connection != null && connection.getRequestCount() > 1;
  }

  @Override
  public void cancelAll() {
    for (HttpCall call : List.copyOf(calls)) {
      call.cutOff();
      call.failed(AttemptOutcome.NOT_SENT, "The server was stopped.");
    }
  }

  /** Ends all threads. */
  void close() {
    cancelAll();
    Machinery running = machinery();
    running.provenLookups().shutdownNow();
    running.doubtfulLookups().shutdownNow();
    running.timer().shutdownNow();
    running.client().close();
  }
}
