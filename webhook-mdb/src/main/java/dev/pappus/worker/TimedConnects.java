package dev.pappus.worker;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes connections as the client does, and measures how long TCP and TLS took for each. */
final class TimedConnects implements AsyncClientConnectionOperator {
  private final AsyncClientConnectionOperator real;

  TimedConnects(AsyncClientConnectionOperator real) {
    this.real = real;
  }

  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable SocketAddress local,
      Timeout timeout,
      Object attachment,
      FutureCallback<ManagedAsyncClientConnection> done) {
    return real.connect(initiator, host, local, timeout, attachment, done);
  }

  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable SocketAddress local,
      Timeout timeout,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> done) {
    return connect(initiator, host, null, name, local, timeout, attachment, context, done);
  }

  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable Path socket,
      @Nullable NamedEndpoint name,
      @Nullable SocketAddress local,
      Timeout timeout,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> done) {
    if (!(context instanceof CallContext call)) {
      return real.connect(initiator, host, socket, name, local, timeout, attachment, context, done);
    }
    call.phases().hasConnection();
    long begun = System.nanoTime();
    AtomicLong stood = new AtomicLong(begun);
    Consumer<IOSession> standing =
        session -> {
          call.on(() -> session.close(CloseMode.IMMEDIATE));
          stood.set(System.nanoTime());
          call.phases().connected(since(begun));
        };
    ConnectionInitiator timed =
        (endpoint, remote, from, wait, mark, connected) ->
            initiator.connect(
                endpoint, remote, from, wait, mark, new Watched<>(standing, connected));
    Consumer<Object> ready =
        connection -> {
          if (URIScheme.HTTPS.same(host.getSchemeName())) {
            call.phases().secured(since(stood.get()));
          }
        };
    return real.connect(
        timed, host, socket, name, local, timeout, attachment, context, new Watched<>(ready, done));
  }

  @Override
  public void upgrade(ManagedAsyncClientConnection connection, HttpHost host, Object attachment) {
    real.upgrade(connection, host, attachment);
  }

  /** TLS over a connection that a proxy has made. */
  @Override
  public void upgrade(
      ManagedAsyncClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      Object attachment,
      HttpContext context,
      @Nullable FutureCallback<ManagedAsyncClientConnection> done) {
    long begun = System.nanoTime();
    Consumer<Object> secured =
        same -> {
          if (context instanceof CallContext call) {
            call.phases().secured(since(begun));
          }
        };
    real.upgrade(connection, host, name, attachment, context, new Watched<>(secured, done));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
