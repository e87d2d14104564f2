import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** Measures deliveries against the bare HTTP client on the same receiver; see README.md. */
public class DeliveryBenchmark {
  private static final int APPS = 10;
  private static final int WEBHOOKS = 3;
  private static final int CLIENTS = 8;
  private static final int BARE_CALLS = 30_000;
  private static final int BARE_CONCURRENCY = APPS * WEBHOOKS * 8;
  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");

  private final String base;
  private final String token;
  private final long pid;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] args) throws Exception {
    new DeliveryBenchmark(args[0], args[1], Long.parseLong(args[2]))
        .run(args[3], Integer.parseInt(args[4]), Integer.parseInt(args[5]));
    System.exit(0);
  }

  private DeliveryBenchmark(String base, String token, long pid) {
    this.base = base;
    this.token = token;
    this.pid = pid;
  }

  private void run(String database, int events, int rate) throws Exception {
    Receiver receiver = new Receiver();
    List<String> apps = new ArrayList<>();
    for (int i = 0; i < APPS; i++) {
      String build =
          send("PUT", "/builds?filename=a.bin&name=bench" + i + "&version=1", "bytes" + i);
      String app = find(build, "\"app\":\\{\"id\":\"([^\"]+)\"");
      for (int j = 0; j < WEBHOOKS; j++) {
        send(
            "POST",
            "/apps/" + app + "/webhooks",
            "{\"name\":\"w"
                + j
                + "\",\"url\":\"http://127.0.0.1:"
                + receiver.port()
                + "/"
                + i
                + "/"
                + j
                + "\",\"events\":[\"feedback\"],\"format\":\"standard\"}");
      }
      apps.add(app);
    }
    // the second half of a warm-up is already what we want to measure; the first is the compiler's
    accept(apps, events, receiver, 0);
    double before = bare(receiver);

    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_stat_statements_reset()");
      long cpu = cpuNanos();
      receiver.reset();
      long start = System.nanoTime();
      accept(apps, events, receiver, 0);
      double seconds = (System.nanoTime() - start) / 1e9;
      long deliveries = (long) events * WEBHOOKS;
      long used = cpuNanos() - cpu;
      long statements = one(statement, "select sum(calls) from pg_stat_statements");
      double bare = (before + bare(receiver)) / 2;
      double perSecond = deliveries / seconds;
      System.out.printf(
          "bare HTTP client:        %.0f calls/s%n"
              + "as fast as it goes:      %.0f events/s accepted, %.0f deliveries/s, ratio %.3f%n"
              + "SQL a delivery:          %.2f statements, accepting included%n"
              + "CPU a delivery:          %.0f us, accepting included%n",
          bare,
          events / seconds,
          perSecond,
          perSecond / bare,
          statements / (double) deliveries,
          used / 1e3 / deliveries);
      System.out.printf("most frequent statements (calls a delivery):%n");
      try (ResultSet rows =
          statement.executeQuery(
              "select calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 90)"
                  + " from pg_stat_statements order by calls desc limit 12")) {
        while (rows.next()) {
          System.out.printf("  %6.3f  %s%n", rows.getLong(1) / (double) deliveries, rows.getString(2));
        }
      }
    }

    receiver.reset();
    accept(apps, rate * 20, receiver, rate);
    long[] waits = receiver.waits();
    System.out.printf(
        "event to arrival at %d events/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, of %d%n",
        rate,
        waits[waits.length / 2] / 1e3,
        waits[waits.length * 95 / 100] / 1e3,
        waits[waits.length * 99 / 100] / 1e3,
        waits.length);
  }

  /** Posts events, evenly at a rate or as fast as it goes, and waits for all their deliveries. */
  private void accept(List<String> apps, int events, Receiver receiver, int rate)
      throws Exception {
    int expected = receiver.count() + events * WEBHOOKS;
    AtomicInteger next = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long start = System.nanoTime();
    for (int c = 0; c < CLIENTS; c++) {
      clients.submit(
          () -> {
            int i;
            while ((i = next.getAndIncrement()) < events) {
              if (rate > 0) {
                long due = start + i * (1_000_000_000L / rate);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
              }
              send(
                  "POST",
                  "/apps/" + apps.get(i % apps.size()) + "/feedback",
                  "{\"message\":\"The list jumps back when I turn the phone.\",\"version\":\"1\"}");
            }
            return null;
          });
    }
    clients.shutdown();
    clients.awaitTermination(10, TimeUnit.MINUTES);
    if (!receiver.await(expected, Duration.ofMinutes(2))) {
      throw new IllegalStateException(receiver.count() + " of " + expected + " arrived");
    }
  }

  private double bare(Receiver receiver) throws Exception {
    try (CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(512)
                    .setMaxConnPerRoute(512)
                    .build())
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
            .build()) {
      client.start();
      bare(client, receiver, BARE_CALLS / 3);
      long start = System.nanoTime();
      bare(client, receiver, BARE_CALLS);
      return BARE_CALLS / ((System.nanoTime() - start) / 1e9);
    }
  }

  private void bare(CloseableHttpAsyncClient client, Receiver receiver, int calls)
      throws InterruptedException {
    String body = "{\"type\":\"bare\",\"data\":\"" + "x".repeat(560) + "\"}";
    Semaphore slots = new Semaphore(BARE_CONCURRENCY);
    CountDownLatch done = new CountDownLatch(calls);
    for (int i = 0; i < calls; i++) {
      slots.acquire();
      SimpleHttpRequest request =
          SimpleRequestBuilder.post("http://127.0.0.1:" + receiver.port() + "/bare")
              .setBody(body, ContentType.APPLICATION_JSON)
              .build();
      client.execute(
          request,
          new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
              end();
            }

            @Override
            public void failed(Exception failure) {
              end();
            }

            @Override
            public void cancelled() {
              end();
            }

            private void end() {
              slots.release();
              done.countDown();
            }
          });
    }
    done.await();
  }

  private String send(String method, String path, String body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header(
                    "Content-Type",
                    method.equals("PUT") ? "application/octet-stream" : "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(text);
    }
    return matcher.group(1);
  }

  /** User and system time of the server's process, from /proc (proc(5): fields 14, 15, in ticks). */
  private long cpuNanos() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000L;
  }

  private static long one(Statement statement, String sql) throws Exception {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Answers 200 at once, one thread a connection, and notes how long each event was on its way. */
  private static final class Receiver {
    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final List<Long> waits = new ArrayList<>();
    private int arrived;

    Receiver() throws IOException {
      server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
      Thread thread = new Thread(this::accept);
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    private void accept() {
      while (true) {
        try {
          Socket socket = server.accept();
          Thread thread = new Thread(() -> serve(socket));
          thread.setDaemon(true);
          thread.start();
        } catch (IOException e) {
          return;
        }
      }
    }

    private void serve(Socket socket) {
      try (socket;
          InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
          OutputStream out = socket.getOutputStream()) {
        socket.setTcpNoDelay(true);
        while (true) {
          int length = 0;
          String line = line(in);
          if (line == null) {
            return;
          }
          while (line != null && !line.isEmpty()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
              length = Integer.parseInt(line.substring(15).trim());
            }
            line = line(in);
          }
          byte[] body = in.readNBytes(length);
          note(new String(body, StandardCharsets.UTF_8));
          out.write(ANSWER);
        }
      } catch (IOException closed) {
        return;
      }
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      int c;
      while ((c = in.read()) >= 0 && c != '\n') {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return c < 0 ? null : line.toString();
    }

    private void note(String body) {
      Matcher matcher = TIMESTAMP.matcher(body);
      if (!matcher.find()) {
        return;
      }
      long micros =
          Duration.between(Instant.parse(matcher.group(1)), Instant.now()).toNanos() / 1000;
      synchronized (this) {
        waits.add(micros);
        arrived++;
        notifyAll();
      }
    }

    synchronized void reset() {
      waits.clear();
    }

    synchronized int count() {
      return arrived;
    }

    synchronized long[] waits() {
      long[] sorted = waits.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return sorted;
    }

    synchronized boolean await(int count, Duration patience) throws InterruptedException {
      long until = System.nanoTime() + patience.toNanos();
      while (arrived < count) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(Math.max(1, left / 1_000_000));
      }
      return true;
    }
  }
}
