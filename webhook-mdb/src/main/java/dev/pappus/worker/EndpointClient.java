package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.RetryAfter;
import dev.pappus.shared.log.LogLine;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.EndpointResponse;
import dev.pappus.webhook.connector.OutboundRequest;
import dev.pappus.webhook.connector.Verdict;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of a node: asynchronous, two I/O threads, no redirects, cookies, retries or
 * decompression of its own, and no name resolution: whoever calls names the address.
 *
 * <p>An {@code Error} inside the client leaves it dead; the next call makes a new one.
 */
final class EndpointClient {
  /** What receivers see as {@code User-Agent}. */
  static final String USER_AGENT = "Pappus/" + version();

  private static final System.Logger LOG = System.getLogger(EndpointClient.class.getName());
  private static final int IO_THREADS = 2;

  /** A reused connection is not vetted again, so none lives long. */
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(60);

  private static final TimeValue CHECK_IDLE_AFTER = TimeValue.ofSeconds(2);
  private static final Timeout WAIT_FOR_CONNECTION = Timeout.ofSeconds(1);
  private static final int MAX_HEADER_COUNT = 200;
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final Duration REBUILD_PAUSE = Duration.ofSeconds(1);

  private final DeliverySettings settings;
  private final EngineStatus status;
  private final ThreadFactory threads;
  private CloseableHttpAsyncClient client;
  private long rebuiltNanos = System.nanoTime() - REBUILD_PAUSE.toNanos();
  private boolean closed;

  EndpointClient(DeliverySettings settings, EngineStatus status, ThreadFactory threads) {
    this.settings = settings;
    this.status = status;
    this.threads = threads;
    this.client = build();
    status.clientAlive(true);
  }

  private static String version() {
    String version = EndpointClient.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  private CloseableHttpAsyncClient build() {
    CloseableHttpAsyncClient built =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setDnsResolver(new NoResolver())
                    .setMaxConnTotal(settings.maxInFlight())
                    // a route is scheme, host and port, shared by all webhooks of that host
                    .setMaxConnPerRoute(settings.maxInFlight())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(
                                Timeout.ofMilliseconds(settings.connectTimeout().toMillis()))
                            .setSocketTimeout(
                                Timeout.ofMilliseconds(settings.attemptTimeout().toMillis()))
                            .setTimeToLive(CONNECTION_LIFE)
                            .setValidateAfterInactivity(CHECK_IDLE_AFTER)
                            .build())
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxHeaderCount(MAX_HEADER_COUNT)
                    .setMaxLineLength(MAX_LINE_BYTES)
                    .build())
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
            .setThreadFactory(threads)
            .setIoReactorExceptionCallback(
                e -> LOG.log(Level.DEBUG, LogLine.of("delivery.client-failed").toString(), e))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(WAIT_FOR_CONNECTION)
                    .setRedirectsEnabled(false)
                    .setContentCompressionEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableAuthCaching()
            .setUserAgent(USER_AGENT)
            .build();
    built.start();
    return built;
  }

  /** A client that was killed by an error is replaced, at most once a second. */
  private synchronized Optional<CloseableHttpAsyncClient> client() {
    if (closed) {
      return Optional.empty();
    }
    if (client.getStatus() != IOReactorStatus.ACTIVE) {
      status.clientAlive(false);
      long now = System.nanoTime();
      if (now - rebuiltNanos < REBUILD_PAUSE.toNanos()) {
        return Optional.empty();
      }
      rebuiltNanos = now;
      client.close(CloseMode.IMMEDIATE);
      client = build();
      status.clientAlive(true);
      LOG.log(Level.WARNING, LogLine.of("delivery.client-rebuilt").toString());
    }
    return Optional.of(client);
  }

  /** Ends its threads. */
  synchronized void close() throws InterruptedException {
    closed = true;
    client.close(CloseMode.IMMEDIATE);
    client.awaitShutdown(TimeValue.of(3, TimeUnit.SECONDS));
  }

  /** Sends a call to an address; the call gets its end, here or from another thread. */
  void post(Call call, HttpHost target, OutboundRequest request, Connector connector, Clock clock) {
    post(call, target, request, connector, clock, true);
  }

  private void post(
      Call call,
      HttpHost target,
      OutboundRequest request,
      Connector connector,
      Clock clock,
      boolean secondTry) {
    Optional<CloseableHttpAsyncClient> alive = client();
    if (alive.isEmpty()) {
      call.end(AttemptOutcome.NOT_SENT, "The HTTP client is being rebuilt.");
      return;
    }
    HttpClientContext context = HttpClientContext.create();
    CappedConsumer answer =
        new CappedConsumer(
            settings.responseLimitBytes(),
            response -> {
              if (judged(call, connector, response, clock)) {
                call.cancelExchange();
              }
            });
    try {
      call.exchange(
          alive
              .get()
              .execute(
                  target,
                  new BasicRequestProducer(message(target, request), entity(request)),
                  answer,
                  null,
                  context,
                  new FutureCallback<CappedConsumer.Answer>() {
                    @Override
                    public void completed(CappedConsumer.Answer response) {
                      judged(call, connector, response, clock);
                    }

                    @Override
                    public void failed(Exception failure) {
                      if (secondTry && lostReusedConnection(failure, context, answer)) {
                        post(call, target, request, connector, clock, false);
                      } else {
                        EndpointClient.this.failed(call, failure);
                      }
                    }

                    @Override
                    public void cancelled() {
                      call.end(AttemptOutcome.NOT_SENT, "The call was cancelled.");
                    }
                  }));
    } catch (IOReactorShutdownException e) {
      call.end(AttemptOutcome.NOT_SENT, "The HTTP client is being rebuilt.");
    } catch (RuntimeException | Error e) {
      call.end(AttemptOutcome.NOT_SENT, "The call could not be made: " + e.getClass().getName());
    }
  }

  private static BasicHttpRequest message(HttpHost target, OutboundRequest request) {
    String path = request.url().getRawPath();
    String query = request.url().getRawQuery();
    BasicHttpRequest message =
        new BasicHttpRequest(
            "POST",
            target,
            (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    request.headers().forEach(message::setHeader);
    // the entity brings its own
    message.removeHeaders("Content-Type");
    return message;
  }

  private static BasicAsyncEntityProducer entity(OutboundRequest request) {
    String type = request.headers().getOrDefault("Content-Type", "application/json");
    return new BasicAsyncEntityProducer(request.body(), ContentType.parse(type));
  }

  /** Whether the peer had closed a kept connection just when it was used again. */
  private static boolean lostReusedConnection(
      Exception failure, HttpClientContext context, CappedConsumer answer) {
    var endpoint = context.getEndpointDetails();
    return failure instanceof IOException
        && !(failure instanceof SocketTimeoutException)
        && !answer.begun()
        && endpoint != null
        && endpoint.getRequestCount() > 1;
  }

  private void failed(Call call, Exception failure) {
    String text =
        failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
    if (failure instanceof ConnectionRequestTimeoutException) {
      call.end(AttemptOutcome.NOT_SENT, "No free connection within a second.");
    } else if (failure instanceof ConnectTimeoutException) {
      call.end(
          AttemptOutcome.CONNECT,
          "No connection within " + settings.connectTimeout().toSeconds() + " s.");
    } else if (failure instanceof SSLException) {
      call.end(AttemptOutcome.TLS, text);
    } else if (failure instanceof SocketTimeoutException) {
      call.end(AttemptOutcome.TIMEOUT, text);
    } else if (failure instanceof MessageConstraintException) {
      call.end(AttemptOutcome.RESPONSE_TOO_LARGE, text);
    } else if (failure instanceof UnknownHostException) {
      call.end(AttemptOutcome.NOT_SENT, "The client tried to resolve a name by itself.");
    } else if (failure instanceof IOReactorShutdownException) {
      call.end(AttemptOutcome.NOT_SENT, "The HTTP client is being rebuilt.");
    } else {
      call.end(AttemptOutcome.CONNECT, text);
    }
  }

  /** Ends the call by its answer; false if it had ended before. */
  private boolean judged(
      Call call, Connector connector, CappedConsumer.Answer answer, Clock clock) {
    EndpointResponse response = answer.response();
    try {
      Verdict verdict = connector.judge(response);
      Instant now = clock.instant();
      Duration retryAfter =
          Optional.ofNullable(response.headers().get("retry-after"))
              .flatMap(header -> RetryAfter.parse(header, now))
              .orElse(null);
      return call.end(
          outcome(verdict),
          verdict.kind() == Verdict.Kind.PERMANENT,
          verdict.kind() == Verdict.Kind.DELIVERED ? null : retryAfter,
          verdict.text().isEmpty() ? null : verdict.text(),
          response.status(),
          answer.rawHeaders(),
          response.body(),
          response.truncated());
    } catch (RuntimeException | Error e) {
      return call.end(
          AttemptOutcome.REJECTED,
          false,
          null,
          "The answer could not be judged: " + e.getClass().getName(),
          response.status(),
          answer.rawHeaders(),
          response.body(),
          response.truncated());
    }
  }

  private static AttemptOutcome outcome(Verdict verdict) {
    return switch (verdict.kind()) {
      case DELIVERED -> AttemptOutcome.DELIVERED;
      case REJECTED -> AttemptOutcome.REJECTED;
      case RETRY, SLOW_DOWN, PERMANENT -> AttemptOutcome.HTTP_ERROR;
    };
  }

  /**
   * Names are resolved and vetted before the client sees them: whoever gets here made a mistake.
   */
  private static final class NoResolver implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("names are resolved before the call");
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("names are resolved before the call");
    }
  }
}
