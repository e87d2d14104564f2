package dev.pappus.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An endpoint on the loopback address that answers byte by byte as its script says. */
final class ScriptedEndpoint implements AutoCloseable {

  /** Answers one request on an open connection. */
  interface Answer {
    /**
     * @return whether the connection stays open for another request
     */
    boolean write(OutputStream out) throws IOException;
  }

  /** One request as it arrived. */
  record Received(String head, String body) {
    String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Answer> script = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final List<Received> received = new CopyOnWriteArrayList<>();

  ScriptedEndpoint() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/hook?key=secret";
  }

  int connections() {
    return sockets.size();
  }

  ScriptedEndpoint then(Answer answer) {
    script.add(answer);
    return this;
  }

  ScriptedEndpoint thenStatus(int status, String... headers) {
    return then(
        out -> {
          out.write(text("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n"));
          for (String header : headers) {
            out.write(text(header + "\r\n"));
          }
          out.write(text("\r\nok"));
          return true;
        });
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      boolean open = true;
      while (open) {
        Received request = read(in);
        if (request == null) {
          return;
        }
        received.add(request);
        open = script.take().write(socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException gone) {
      // the client went away, as some tests want it to
      sockets.remove(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("NullAway") // null: the connection was closed
  private static Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      head.write(b);
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    Received request = new Received(text, "");
    int length = Integer.parseInt("0" + request.header("content-length"));
    return new Received(text, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
