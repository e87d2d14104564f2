package dev.pappus.worker;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that does with each connection whatever the test says. */
final class RawEndpoint implements AutoCloseable {
  private static final int BACKLOG = 600;

  /** What happens on one connection; it is closed afterwards. */
  interface Conversation {
    void hold(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final boolean tls;
  private final Conversation conversation;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  RawEndpoint(Conversation conversation) {
    this(null, "", conversation);
  }

  /**
   * @param protocol what ALPN offers, "" for nothing
   */
  RawEndpoint(@Nullable SSLContext context, String protocol, Conversation conversation) {
    this.conversation = conversation;
    this.tls = context != null;
    try {
      server =
          context == null
              ? new ServerSocket()
              : context.getServerSocketFactory().createServerSocket();
      if (server instanceof SSLServerSocket secure && !protocol.isEmpty()) {
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        secure.setSSLParameters(parameters);
      }
      server.setReceiveBufferSize(8192);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** An endpoint that takes connections and no more; one thread for all of them. */
  static RawEndpoint silent() {
    return new RawEndpoint(NOTHING);
  }

  private static final Conversation NOTHING = (in, out) -> {};

  String url() {
    return url("127.0.0.1");
  }

  String url(String host) {
    return (tls ? "https://" : "http://") + host + ":" + server.getLocalPort() + "/hook";
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return sockets.size();
  }

  /** Conversations that are over, because they were done or the client had gone. */
  long ended() {
    return ended.get();
  }

  /** Bytes that the client's side took. */
  long written() {
    return written.get();
  }

  /** Waits as long as the endpoint is open. */
  boolean idle(long millis) throws InterruptedException {
    return !closing.await(millis, TimeUnit.MILLISECONDS);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        sockets.add(socket);
        if (conversation != NOTHING) {
          threads.execute(() -> serve(socket));
        }
      }
    } catch (IOException | RejectedExecutionException closed) {
      threads.shutdown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      conversation.hold(socket.getInputStream(), new Counting(socket.getOutputStream()));
    } catch (IOException gone) {
      // the client went away, as most tests want it to
      sockets.remove(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.incrementAndGet();
    }
  }

  private final class Counting extends FilterOutputStream {
    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written.addAndGet(length);
    }
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Reads one HTTP/1.1 request, and gives its head; "" if the connection was closed. */
  static String request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.write(b);
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    int length =
        text.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
    return text;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
