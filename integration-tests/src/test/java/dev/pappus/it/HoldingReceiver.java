package dev.pappus.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that can be told to keep its callers waiting. */
final class HoldingReceiver implements AutoCloseable {
  private static final int BACKLOG = 500;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger held = new AtomicInteger();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  HoldingReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(Receiver.HOST, 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/hook", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://" + Receiver.HOST + ":" + server.getAddress().getPort() + "/hook";
  }

  /** Calls that have come and wait for their answer. */
  int held() {
    return held.get();
  }

  /** From now on nobody is answered. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void letGo() {
    gate.countDown();
  }

  /** Ids of the deliveries that got their 200. */
  Set<String> answeredDeliveries() {
    return Set.copyOf(answered);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      held.incrementAndGet();
      gate.await();
      exchange.sendResponseHeaders(200, -1);
      answered.add(exchange.getRequestHeaders().getFirst("pappus-delivery"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held.decrementAndGet();
    }
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
