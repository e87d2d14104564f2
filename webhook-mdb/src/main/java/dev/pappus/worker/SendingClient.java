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
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client, and its replacement when it has died: one {@code Error} on one of its threads
 * leaves it "active" and dead. It speaks HTTP/2 where TLS negotiates it (ALPN, RFC 9113 §3.2) and
 * HTTP/1.1 elsewhere, keeps connections, and follows, repeats, unpacks and remembers nothing.
 */
final class SendingClient {
  private static final Logger LOG = System.getLogger(SendingClient.class.getName());
  private static final int IO_THREADS = 2;

  /** Together about what servers accept of a request: 8 KiB a line in nginx and Apache. */
  private static final int MAX_HEADER_LINE = 8 * 1024;

  private static final int MAX_HEADERS = 100;
  private static final int MAX_HEADER_LIST = 64 * 1024;
  private static final int MAX_CONTINUATIONS = 8;

  /** What one request may bring beside the answer's kept body: its headers, frames, read-ahead. */
  private static final long BYTES_BESIDE_THE_BODY = 512 * 1024;

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
  private final SSLContext tls;
  private final String userAgent;
  private final Runnable onDeath;
  private PoolingAsyncClientConnectionManager connections;
  private CloseableHttpAsyncClient client;
  private volatile boolean dead;
  private volatile boolean closed;

  /** Names the client in use: what a thread of an earlier one tells is no news. */
  private volatile Object inUse = new Object();

  private long backOff = FIRST_BACK_OFF;
  private long builtAt;

  /**
   * @param tls whom to trust
   * @param onDeath told when a thread of the client has died: the open calls wait in vain
   */
  SendingClient(
      DeliverySettings settings,
      EngineStatus status,
      ThreadFactory threads,
      SSLContext tls,
      String userAgent,
      Runnable onDeath) {
    this.settings = settings;
    this.status = status;
    this.threads = threads;
    this.tls = tls;
    this.userAgent = userAgent;
    this.onDeath = onDeath;
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

  /** Connections whose making is measured. */
  private static final class TimedConnections extends PoolingAsyncClientConnectionManagerBuilder {
    @Override
    protected AsyncClientConnectionOperator createConnectionOperator(
        TlsStrategy tls, SchemePortResolver ports, DnsResolver names) {
      return new TimedConnects(super.createConnectionOperator(tls, ports, names));
    }
  }

  private PoolingAsyncClientConnectionManager connections() {
    return new TimedConnections()
        .setDnsResolver(new NoLookup())
        .setTlsStrategy(new DefaultClientTlsStrategy(tls))
        // one host may serve many webhooks: the caps are the pump's, not the pool's
        .setMaxConnTotal(settings.maxInFlight())
        .setMaxConnPerRoute(settings.maxInFlight())
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.NEGOTIATE).build())
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
    Object mine = new Object();
    inUse = mine;
    ConnectionMeters meters =
        new ConnectionMeters(settings.responseLimitBytes() + BYTES_BESIDE_THE_BODY);
    CloseableHttpAsyncClient started =
        HttpAsyncClientBuilder.create()
            .setConnectionManager(connections)
            .setRoutePlanner((target, context) -> way(context))
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
            .setIoReactorExceptionCallback(this::reactorFailed)
            .setIoSessionDecorator(meters::metered)
            .setIOSessionListener(meters)
            .setThreadFactory(task -> threads.newThread(() -> watch(task, mine)))
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxLineLength(MAX_HEADER_LINE)
                    .setMaxHeaderCount(MAX_HEADERS)
                    .build())
            .setH2Config(
                H2Config.custom()
                    .setPushEnabled(false)
                    .setMaxHeaderListSize(MAX_HEADER_LIST)
                    .setMaxContinuations(MAX_CONTINUATIONS)
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
            .disableRequestPriority()
            .build();
    started.start();
    builtAt = System.nanoTime();
    dead = false;
    status.clientAlive(true);
    return started;
  }

  private static HttpRoute way(HttpContext context) throws HttpException {
    if (context instanceof CallContext call) {
      return call.way();
    }
    throw new HttpException("A call without a way");
  }

  /** A thread of the client ends with the client, or with an Error: then all its calls hang. */
  @SuppressWarnings("CatchingUnchecked")
  private void watch(Runnable task, Object client) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "delivery.client-thread-failed", e);
    }
    if (!closed && client == inUse) {
      broken();
      onDeath.run();
    }
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
      CallContext context,
      FutureCallback<Boolean> callback) {
    return current().execute(target, request, consumer, null, context, callback);
  }

  /** It was seen dead; the next call replaces it. */
  void broken() {
    dead = true;
    status.clientAlive(false);
  }

  private synchronized CloseableHttpAsyncClient current() {
    boolean usable = !dead && client.getStatus() == IOReactorStatus.ACTIVE;
    long age = System.nanoTime() - builtAt;
    if (!usable) {
      status.clientAlive(false);
    }
    if (!usable && !closed && age > backOff) {
      LOG.log(Level.ERROR, "delivery.client-replaced");
      backOff = Math.min(LONGEST_BACK_OFF, backOff * 2);
      // no thread of the old one has anything to tell any more
      inUse = new Object();
      shut();
      connections = connections();
      client = start();
    } else if (usable && age > LONGEST_BACK_OFF) {
      backOff = FIRST_BACK_OFF;
    }
    return client;
  }

  /** How many connections are in use; one may be for a moment after its call has ended. */
  synchronized int busyConnections() {
    return connections.getTotalStats().getLeased();
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
