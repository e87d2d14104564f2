package dev.pappus.worker;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.shared.log.LogLine;
import dev.pappus.webhook.connector.OutboundRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client, and its replacement when it has died: one {@code Error} in a callback leaves it
 * "active" and dead.
 */
final class SendingClient {
  private static final Logger LOG = System.getLogger(SendingClient.class.getName());
  private static final int IO_THREADS = 2;
  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final Timeout POOL_WAIT = Timeout.ofSeconds(1);

  /** Shorter than the patience of the proxies in front of most receivers (60 s). */
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  /** So that a change of address is followed. */
  private static final TimeValue TIME_TO_LIVE = TimeValue.ofMinutes(2);

  private static final TimeValue SHUTDOWN_WAIT = TimeValue.ofSeconds(3);
  private static final long LONGEST_BACK_OFF = Duration.ofSeconds(30).toNanos();
  private static final long FIRST_BACK_OFF = Duration.ofSeconds(1).toNanos();

  private final DeliverySettings settings;
  private final EngineStatus status;
  private final ThreadFactory threads;
  private final String userAgent;
  private PoolingAsyncClientConnectionManager connections;
  private CloseableHttpAsyncClient client;
  private boolean dead;
  private boolean closed;
  private long backOff = FIRST_BACK_OFF;
  private long builtAt;

  SendingClient(
      DeliverySettings settings, EngineStatus status, ThreadFactory threads, String userAgent) {
    this.settings = settings;
    this.status = status;
    this.threads = threads;
    this.userAgent = userAgent;
    this.connections = connections();
    this.client = start();
  }

  /** Addresses are vetted before; nothing in the client may look one up. */
  private static final class NoLookup implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("Not looked up here: " + host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("Not looked up here: " + host);
    }
  }

  private PoolingAsyncClientConnectionManager connections() {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(new NoLookup())
        // one host may serve many webhooks: the caps are the pump's, not the pool's
        .setMaxConnTotal(settings.maxInFlight())
        .setMaxConnPerRoute(settings.maxInFlight())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setSocketTimeout(Timeout.of(settings.attemptTimeout()))
                .setTimeToLive(TIME_TO_LIVE)
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .build();
  }

  private CloseableHttpAsyncClient start() {
    CloseableHttpAsyncClient started =
        HttpAsyncClientBuilder.create()
            .setConnectionManager(connections)
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
            .setIoReactorExceptionCallback(this::reactorFailed)
            .setThreadFactory(threads)
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxLineLength(MAX_HEADER_LINE)
                    .setMaxHeaderCount(MAX_HEADERS)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(POOL_WAIT)
                    .setResponseTimeout(Timeout.of(settings.attemptTimeout()))
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setHardCancellationEnabled(true)
                    .build())
            .setUserAgent(userAgent)
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableAuthCaching()
            .build();
    started.start();
    builtAt = System.nanoTime();
    dead = false;
    status.clientAlive(true);
    return started;
  }

  private void reactorFailed(Exception cause) {
    // its selectors are closed under it when it is told to end: no news
    Level level = cause instanceof ClosedSelectorException ? Level.DEBUG : Level.WARNING;
    LOG.log(level, LogLine.of("delivery.client-failed").with("cause", cause).toString());
  }

  /** Path and query as they go into the request line. */
  static String path(OutboundRequest request) {
    String path = request.url().getRawPath();
    String query = request.url().getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  Future<Boolean> execute(
      HttpHost target,
      AsyncRequestProducer request,
      AsyncResponseConsumer<Boolean> consumer,
      HttpContext context,
      FutureCallback<Boolean> callback) {
    return current().execute(target, request, consumer, null, context, callback);
  }

  /** It was seen dead; the next call replaces it. */
  synchronized void broken() {
    dead = true;
    status.clientAlive(false);
  }

  private synchronized CloseableHttpAsyncClient current() {
    boolean usable = !dead && client.getStatus() == IOReactorStatus.ACTIVE;
    long age = System.nanoTime() - builtAt;
    if (!usable && !closed && age > backOff) {
      LOG.log(Level.ERROR, "delivery.client-replaced");
      backOff = Math.min(LONGEST_BACK_OFF, backOff * 2);
      shut();
      connections = connections();
      client = start();
    } else if (usable && age > LONGEST_BACK_OFF) {
      backOff = FIRST_BACK_OFF;
    }
    return client;
  }

  /** Closes connections that nobody uses. */
  synchronized void keepHouse() {
    if (!closed) {
      connections.closeExpired();
      connections.closeIdle(IDLE);
    }
  }

  /** Ends all connections and threads; to be called when no call is open. */
  synchronized void close() {
    closed = true;
    shut();
  }

  private void shut() {
    client.close(CloseMode.IMMEDIATE);
    try {
      client.awaitShutdown(SHUTDOWN_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
