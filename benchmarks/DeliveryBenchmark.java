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
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.UnaryOperator;

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
  private final Connection database;
  private final int events;
  private final Receiver receiver;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Numbers of apps, others in each run on the same database. */
  private int made = (int) (System.currentTimeMillis() / 1000 % 100_000) * 1000;

  /** A webhook of the benchmark, by its own key and those of what it hangs on. */
  private record Hook(UUID id, UUID app, UUID team, String path) {}

  public static void main(String[] args) throws Exception {
    new DeliveryBenchmark(
            args[0],
            args[1],
            Long.parseLong(args[2]),
            DriverManager.getConnection(args[3]),
            Integer.parseInt(args[4]))
        .run(Integer.parseInt(args[5]), List.of(args[6].split(",")));
    System.exit(0);
  }

  private DeliveryBenchmark(
      String base, String token, long pid, Connection database, int events) throws IOException {
    this.base = base;
    this.token = token;
    this.pid = pid;
    this.database = database;
    this.events = events;
    this.receiver = new Receiver();
  }

  private void run(int rate, List<String> parts) throws Exception {
    List<Hook> hooks = hooks(APPS, WEBHOOKS, path -> path);
    List<String> apps =
        hooks.stream().map(hook -> publicId("app", hook.app())).distinct().toList();
    // the first time belongs to the compiler, which takes half of the machine meanwhile
    accept(apps, Integer.getInteger("warmup", 6 * events), 0);
    drain(hooks, events);
    double bare = bare(receiver);
    if (parts.contains("accept")) {
      accepting(apps, bare);
    }
    if (parts.contains("drain")) {
      draining(hooks, bare);
    }
    if (parts.contains("latency")) {
      latency("event to arrival", apps, rate);
    }
    if (parts.contains("hang")) {
      hanging(2, 1);
      hanging(99, 1);
      hanging(64, 64);
    }
    if (parts.contains("backlog")) {
      backlog(hooks, Integer.getInteger("backlog", 1_000_000));
    }
    if (parts.contains("future")) {
      future(hooks, apps, rate);
    }
    if (parts.contains("history")) {
      history(hooks, apps, Integer.getInteger("finished", 10_000_000), bare);
    }
  }

  // ---------------------------------------------------------------- the parts

  /** Events by REST as fast as they are taken, with all their deliveries. */
  private void accepting(List<String> apps, double bare) throws Exception {
    Costs costs = new Costs();
    long start = System.nanoTime();
    accept(apps, events, 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    long deliveries = (long) events * WEBHOOKS;
    System.out.printf(
        "by REST, as fast as taken:   %.0f events/s, %.0f deliveries/s, ratio %.3f of %.0f bare"
            + " calls/s; %s%n",
        events / seconds, deliveries / seconds, deliveries / seconds / bare, bare, costs.each(deliveries));
  }

  /** A backlog that is there already. */
  private void draining(List<Hook> hooks, double before) throws Exception {
    Costs costs = new Costs();
    int each = Math.max(1, events * WEBHOOKS / hooks.size());
    fill(hooks, each, "now()");
    costs.reset();
    double seconds = resume(hooks.size() * each);
    double bare = (before + bare(receiver)) / 2;
    long deliveries = (long) hooks.size() * each;
    System.out.printf(
        "draining %d deliveries:   %.0f deliveries/s, ratio %.3f of %.0f bare calls/s; %s%n",
        deliveries, deliveries / seconds, deliveries / seconds / bare, bare, costs.each(deliveries));
    costs.frequent(deliveries);
  }

  private void drain(List<Hook> hooks, int deliveries) throws Exception {
    int each = Math.max(1, deliveries / hooks.size());
    fill(hooks, each, "now()");
    resume(hooks.size() * each);
  }

  private void latency(String what, List<String> apps, int rate) throws Exception {
    receiver.reset();
    accept(apps, rate * 20, rate);
    long[] waits = receiver.waits();
    System.out.printf(
        "%s at %d events/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, of %d%n",
        what,
        rate,
        waits[waits.length / 2] / 1e3,
        waits[waits.length * 95 / 100] / 1e3,
        waits[waits.length * 99 / 100] / 1e3,
        waits.length);
  }

  /** What endpoints that never answer cost the others, draining. */
  private void hanging(int good, int hanging) throws Exception {
    List<Hook> all =
        hooks(1, good + hanging, path -> hookNumber(path) < good ? path : "/hang" + path);
    List<Hook> well = all.stream().filter(hook -> !hook.path().startsWith("/hang")).toList();
    List<Hook> ill = all.stream().filter(hook -> hook.path().startsWith("/hang")).toList();
    int each = Math.max(20, events * WEBHOOKS / good);
    drain(well, good * 20);
    fill(well, each, "now()");
    double without = resume(good * each);
    fill(well, each, "now()");
    fill(ill, Math.min(each, 500), "now()");
    double with = resume(good * each);
    System.out.printf(
        "%d of %d endpoints hang: the others %.0f deliveries/s with them, %.0f without: lose %.1f %%%n",
        hanging,
        good + hanging,
        good * each / with,
        good * each / without,
        100 * (1 - without / with));
    send("DELETE", "/apps/" + publicId("app", all.get(0).app()), "");
  }

  private static int hookNumber(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  /** A backlog of a million: how fast it goes, and what it takes of the heap. */
  private void backlog(List<Hook> hooks, int rows) throws Exception {
    int each = rows / hooks.size();
    long idle = heapMebibytes(true);
    fill(hooks, each, "now()");
    AtomicLong most = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Thread watch =
        new Thread(
            () -> {
              while (!over.get()) {
                try {
                  most.accumulateAndGet(heapMebibytes(false), Math::max);
                  TimeUnit.MILLISECONDS.sleep(500);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    watch.start();
    double seconds = resume(hooks.size() * each);
    over.set(true);
    watch.join();
    System.out.printf(
        "a backlog of %d: %.0f deliveries/s; heap %d MiB before, at most %d MiB meanwhile (garbage"
            + " included), %d MiB after%n",
        rows, rows / seconds, idle, most.get(), heapMebibytes(true));
  }

  /** What the server's heap holds, as the JDK's own tool tells. */
  private long heapMebibytes(boolean collected) throws IOException {
    if (collected) {
      jcmd("GC.run");
    }
    String info = jcmd("GC.heap_info");
    Matcher used = Pattern.compile("used (\\d+)K").matcher(info);
    if (!used.find()) {
      throw new IllegalStateException(info);
    }
    return Long.parseLong(used.group(1)) / 1024;
  }

  private String jcmd(String command) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A million rows that are due another day. */
  private void future(List<Hook> hooks, List<String> apps, int rate) throws Exception {
    int rows = Integer.getInteger("future", 1_000_000);
    fill(hooks, rows / hooks.size(), "now() + interval '1 day'");
    send("POST", "/engine/resume", "");
    latency("with " + rows + " future rows", apps, rate);
    sql("delete from delivery_due where due_at > now() + interval '1 hour'");
    sql("delete from delivery where status = 'PENDING' and id not in (select delivery_id from delivery_due)");
  }

  /** What lies in the tables and is over: the same before and after, in one run. */
  private void history(List<Hook> hooks, List<String> apps, int rows, double bare) throws Exception {
    double drainBefore = drainingRate(hooks);
    double listBefore = list(apps);
    long start = System.nanoTime();
    finished(hooks, rows);
    sql("vacuum analyze");
    System.out.printf(
        "made %d finished deliveries in %.0f s%n", rows, (System.nanoTime() - start) / 1e9);
    double listAfter = list(apps);
    System.out.printf(
        "with %d finished deliveries: first page of an app's list %.1f ms, %.1f ms before%n",
        rows, listAfter, listBefore);
    draining(hooks, bare);
    System.out.printf(
        "with %d finished deliveries: draining %.0f deliveries/s, %.0f before%n",
        rows, drainingRate(hooks), drainBefore);
  }

  /** Of three times, the middle one. */
  private double drainingRate(List<Hook> hooks) throws Exception {
    double[] rates = new double[3];
    int each = Math.max(1, events * WEBHOOKS / hooks.size());
    for (int i = 0; i < rates.length; i++) {
      fill(hooks, each, "now()");
      rates[i] = hooks.size() * each / resume(hooks.size() * each);
    }
    Arrays.sort(rates);
    return rates[1];
  }

  /** Median time of the first page of an app's deliveries. */
  private double list(List<String> apps) throws Exception {
    long[] times = new long[60];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      send("GET", "/apps/" + apps.get(i % apps.size()) + "/deliveries", "");
      times[i] = System.nanoTime() - start;
    }
    long[] warm = Arrays.copyOfRange(times, 20, times.length);
    Arrays.sort(warm);
    return warm[warm.length / 2] / 1e6;
  }

  // ---------------------------------------------------------------- rows

  /** Makes apps and webhooks by REST. */
  private List<Hook> hooks(int apps, int perApp, UnaryOperator<String> toPath) throws Exception {
    List<Hook> hooks = new ArrayList<>();
    for (int i = 0; i < apps; i++) {
      int number = made++;
      String build =
          send("PUT", "/builds?filename=a.bin&name=bench" + number + "&version=1", "bytes" + number);
      String app = find(build, "\"app\":\\{\"id\":\"([^\"]+)\"");
      for (int j = 0; j < perApp; j++) {
        String path = toPath.apply("/" + number + "/" + j);
        send(
            "POST",
            "/apps/" + app + "/webhooks",
            "{\"name\":\"w"
                + j
                + "\",\"url\":\"http://127.0.0.1:"
                + receiver.port()
                + path
                + "\",\"events\":[\"feedback\"],\"format\":\"standard\"}");
      }
      String key = key(app, true).toString();
      try (Statement statement = database.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select id, app_id, team_id, url from webhook where app_id = '" + key + "'")) {
        while (rows.next()) {
          hooks.add(
              new Hook(
                  rows.getObject(1, UUID.class),
                  rows.getObject(2, UUID.class),
                  rows.getObject(3, UUID.class),
                  URI.create(rows.getString(4)).getPath()));
        }
      }
    }
    return hooks;
  }

  /** Pauses, and gives each webhook so many unfinished deliveries of one event. */
  private void fill(List<Hook> hooks, int each, String due) throws Exception {
    send("POST", "/engine/pause", "");
    for (Hook hook : hooks) {
      UUID event = UUID.fromString(one("select " + key("0") + "::text"));
      String body =
          "{\"type\":\"feedback\",\"timestamp\":\"" + Instant.now() + "\",\"data\":\"" + "x".repeat(540) + "\"}";
      sql(
          "insert into app_event (id, team_id, app_id, type, occurred_at, message, test) values ('"
              + event
              + "', '"
              + hook.team()
              + "', '"
              + hook.app()
              + "', 'feedback', now(), '{}', false)");
      sql(
          "insert into message_body (id, event_id, event_type, format, content_type, bytes) values ('"
              + event
              + "', '"
              + event
              + "', 'feedback', 'standard', 'application/json', convert_to('"
              + body
              + "', 'UTF8'))");
      sql(
          "with d as (insert into delivery (id, app_id, event_id, webhook_id, body_id, status,"
              + " attempt_count, test, created_at) select "
              + key("i")
              + ", '"
              + hook.app()
              + "', '"
              + event
              + "', '"
              + hook.id()
              + "', '"
              + event
              + "', 'PENDING', 0, false, now() from generate_series(1, "
              + each
              + ") i returning id, webhook_id) insert into delivery_due (delivery_id, webhook_id,"
              + " due_at, expires_at, sequence, attempt_count, not_sent) select id, webhook_id, "
              + due
              + ", now() + interval '5 days', 0, 0, 0 from d");
    }
    sql("analyze delivery_due");
  }

  /** Finished deliveries with one attempt each, spread over the last 60 days. */
  private void finished(List<Hook> hooks, int rows) throws Exception {
    int each = rows / hooks.size();
    for (Hook hook : hooks) {
      String when = "(extract(epoch from now()) * 1000 - (" + each + " - i) * (5184000000.0 / " + each + "))::bigint";
      sql(
          "insert into delivery (id, app_id, event_id, webhook_id, body_id, status, attempt_count,"
              + " test, created_at, finished_at) select "
              + keyAt(when, "i")
              + ", '"
              + hook.app()
              + "', '"
              + hook.id()
              + "', '"
              + hook.id()
              + "', '"
              + hook.id()
              + "', 'DELIVERED', 1, false, to_timestamp("
              + when
              + " / 1000.0), to_timestamp("
              + when
              + " / 1000.0) from generate_series(1, "
              + each
              + ") i");
      sql(
          "insert into attempt (id, delivery_id, number, started_at, duration_ms, http_status, outcome,"
              + " duplicate, url, request_headers, response_body, response_truncated) select "
              + keyAt(when, "i")
              + ", "
              + keyAt(when, "i")
              + ", 1, now(), 5, 200, 'DELIVERED', false, 'http://127.0.0.1/', 'webhook-id: x', 'ok', false"
              + " from generate_series(1, "
              + each
              + ") i");
    }
  }

  private static String key(String seed) {
    return keyAt("(extract(epoch from clock_timestamp()) * 1000)::bigint", seed + " || random()");
  }

  /** SQL for a UUIDv7 of a time, RFC 9562 5.7. */
  private static String keyAt(String millis, String seed) {
    return "(lpad(to_hex("
        + millis
        + "), 12, '0') || '7' || substr(md5("
        + seed
        + "::text), 1, 3) || '8' || substr(md5("
        + seed
        + "::text), 4, 15))::uuid";
  }

  /** Resumes, and waits for so many arrivals from endpoints that answer. */
  private double resume(int expected) throws Exception {
    receiver.reset();
    int before = receiver.count();
    send("POST", "/engine/resume", "");
    long start = System.nanoTime();
    if (!receiver.await(before + expected, Duration.ofMinutes(10))) {
      throw new IllegalStateException(receiver.count() - before + " of " + expected + " arrived");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void sql(String text) throws Exception {
    try (Statement statement = database.createStatement()) {
      statement.execute(text);
    }
  }

  private String one(String text) throws Exception {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(text)) {
      row.next();
      return row.getString(1);
    }
  }

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  /** The key of a public id: 26 characters of Crockford's base32. */
  private static UUID key(String prefixed, boolean parsed) {
    BigInteger value = BigInteger.ZERO;
    for (char c : prefixed.substring(prefixed.indexOf('_') + 1).toCharArray()) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    return new UUID(value.shiftRight(64).longValue(), value.longValue());
  }

  private static String publicId(String prefix, UUID key) {
    BigInteger value =
        new BigInteger(1, ByteBuffer.allocate(16).putLong(key.getMostSignificantBits())
            .putLong(key.getLeastSignificantBits()).array());
    StringBuilder text = new StringBuilder();
    for (int i = 25; i >= 0; i--) {
      text.append(ALPHABET.charAt(value.shiftRight(5 * i).intValue() & 31));
    }
    return prefix + "_" + text;
  }

  /** What the server and the database spend meanwhile. */
  private final class Costs {
    private long cpu;
    private long databaseCpu;
    private long commits;

    Costs() throws Exception {
      reset();
    }

    void reset() throws Exception {
      sql("select pg_stat_statements_reset()");
      cpu = cpuNanos();
      databaseCpu = databaseNanos();
      commits = commits();
    }

    private long commits() throws Exception {
      return Long.parseLong(
          one("select xact_commit from pg_stat_database where datname = current_database()"));
    }

    String each(long deliveries) throws Exception {
      long statements =
          Long.parseLong(
              one(
                  "select coalesce(sum(calls), 0) from pg_stat_statements where query not in"
                      + " ('BEGIN', 'COMMIT')"));
      return String.format(
          "each %.2f statements, %.3f commits, %.0f us CPU of the server, %.0f us of the database",
          statements / (double) deliveries,
          (commits() - commits) / (double) deliveries,
          (cpuNanos() - cpu) / 1e3 / deliveries,
          (databaseNanos() - databaseCpu) / 1e3 / deliveries);
    }

    void frequent(long deliveries) throws Exception {
      try (Statement statement = database.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select calls, total_exec_time, left(regexp_replace(query, '\\s+', ' ', 'g'), 80)"
                      + " from pg_stat_statements order by total_exec_time desc limit 10")) {
        while (rows.next()) {
          System.out.printf(
              "   %7.4f calls, %6.1f us a delivery  %s%n",
              rows.getLong(1) / (double) deliveries,
              rows.getDouble(2) * 1e3 / deliveries,
              rows.getString(3));
        }
      }
    }
  }

  /** User and system time of all processes of the database. */
  private static long databaseNanos() throws IOException {
    long ticks = 0;
    try (var processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          String stat = Files.readString(process.resolve("stat"));
          if (stat.contains("(postgres)")) {
            ticks += ticks(stat);
          }
        } catch (IOException gone) {
          continue;
        }
      }
    }
    return ticks * 10_000_000L;
  }

  private static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  // ---------------------------------------------------------------- load

  /** Posts events, evenly at a rate or as fast as it goes, and waits for all their deliveries. */
  private void accept(List<String> apps, int events, int rate) throws Exception {
    int expected = receiver.count() + events * WEBHOOKS;
    AtomicInteger next = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> sent = new ArrayList<>();
    long start = System.nanoTime();
    for (int c = 0; c < CLIENTS; c++) {
      sent.add(
          clients.submit(
              () -> {
                try (Reporter reporter = new Reporter(URI.create(base), token)) {
                  int i;
                  while ((i = next.getAndIncrement()) < events) {
                    if (rate > 0) {
                      long due = start + i * (1_000_000_000L / rate);
                      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    }
                    reporter.report(apps.get(i % apps.size()));
                  }
                }
                return null;
              }));
    }
    clients.shutdown();
    for (Future<?> one : sent) {
      one.get();
    }
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
    return ticks(Files.readString(Path.of("/proc/" + pid + "/stat"))) * 10_000_000L;
  }

  /**
   * An app in the field: feedback over one kept connection, with as little CPU of its own as can be,
   * since it shares the machine (the JDK's client takes about 1 ms a call on two cores).
   */
  private static final class Reporter implements AutoCloseable {
    private static final String BODY =
        "{\"message\":\"The list jumps back when I turn the phone.\",\"version\":\"1\"}";

    private final URI base;
    private final String head;
    private Socket socket;
    private InputStream in;

    Reporter(URI base, String token) throws IOException {
      this.base = base;
      connect();
      head =
          " HTTP/1.1\r\nHost: "
              + base.getAuthority()
              + "\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY;
    }

    private void connect() throws IOException {
      socket = new Socket(base.getHost(), base.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 8192);
    }

    void report(String app) throws IOException {
      String request = "POST /api/v1/apps/" + app + "/feedback" + head;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String status = Receiver.line(in);
      int length = 0;
      boolean chunked = false;
      boolean last = false;
      for (String line = Receiver.line(in); !line.isEmpty(); line = Receiver.line(in)) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).trim());
        } else if (line.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26)) {
          chunked = true;
        } else if (line.equalsIgnoreCase("connection: close")) {
          // Payara's habit after 250 requests
          last = true;
        }
      }
      if (chunked) {
        while ((length = Integer.parseInt(Receiver.line(in), 16)) > 0) {
          in.skipNBytes(length + 2);
        }
        in.skipNBytes(2);
      } else {
        in.skipNBytes(length);
      }
      if (!status.contains(" 201 ")) {
        throw new IOException(status);
      }
      if (last) {
        close();
        connect();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /**
   * Answers 200 at once, one thread a connection, and notes how long each event was on its way; never
   * answers under {@code /hang/}.
   */
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
          boolean hangs = line.contains("/hang/");
          while (line != null && !line.isEmpty()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
              length = Integer.parseInt(line.substring(15).trim());
            }
            line = line(in);
          }
          byte[] body = in.readNBytes(length);
          if (hangs) {
            // until the other side gives up
            in.readAllBytes();
            return;
          }
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
