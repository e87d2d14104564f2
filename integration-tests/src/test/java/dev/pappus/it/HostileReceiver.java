package dev.pappus.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver that answers as no honest one does, for as long as it is listened to. */
final class HostileReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final byte[] begin;
  private final byte[] forEver;

  private HostileReceiver(String begin, String forEver) {
    this.begin = begin.getBytes(StandardCharsets.ISO_8859_1);
    this.forEver = forEver.getBytes(StandardCharsets.ISO_8859_1);
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName(Receiver.HOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** A success whose body never ends. */
  static HostileReceiver endlessSuccess() {
    return new HostileReceiver("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(8192));
  }

  /** A failure whose body never ends. */
  static HostileReceiver endlessFailure() {
    return new HostileReceiver("HTTP/1.1 500 No\r\n\r\n", "x".repeat(8192));
  }

  /** Headers that never end. */
  static HostileReceiver endlessHeaders() {
    return new HostileReceiver("HTTP/1.1 200 OK\r\n", "X-More: " + "y".repeat(1000) + "\r\n");
  }

  String url() {
    return "http://" + Receiver.HOST + ":" + server.getLocalPort() + "/hook";
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        OutputStream out = socket.getOutputStream()) {
      out.write(begin);
      while (!server.isClosed()) {
        out.write(forEver);
      }
    } catch (IOException gone) {
      // the other side has had enough, which is the purpose
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
