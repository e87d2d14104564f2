package dev.pappus.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A receiver of the JDK alone. It answers by a script, {@code 503, 503, 200}, and with 200 when the
 * script is at its end.
 */
final class WebhookReceiver implements Receiver {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Clock clock = Clock.systemUTC();
  private final byte[] answer;

  private WebhookReceiver(byte[] answer, List<Integer> statuses) {
    this.answer = answer.clone();
    script.addAll(statuses);
    try {
      server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/hook", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers with these, then with 200. */
  static WebhookReceiver answering(Integer... statuses) {
    return new WebhookReceiver(new byte[0], List.of(statuses));
  }

  /** Answers with 200 and these bytes. */
  static WebhookReceiver answeringWith(byte[] body, Integer... statuses) {
    return new WebhookReceiver(body, List.of(statuses));
  }

  @Override
  public String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/hook";
  }

  @Override
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      calls.add(new Call(headers, body, clock.instant()));
      Integer scripted = script.poll();
      int status = scripted == null ? 200 : scripted;
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
