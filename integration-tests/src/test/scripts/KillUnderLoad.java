import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kills the server at a random moment under load, or stops its database, or throws its bells away, and looks whether
 * every event that was acknowledged reaches both webhooks. Uses the JDK alone; {@code kill9.sh} calls it.
 *
 * <p>Arguments: {@code pappus.sh}, {@code payara} or {@code wildfly}, rounds; for an outage also the script that stops
 * and starts the database, and for how many seconds; for a purge the script that holds and purges the queue. The environment is that of {@code KillAfterUpload}.
 *
 * <p>What must hold at the end of each round: every event with a 201 has arrived at each webhook at least once; nothing
 * is unfinished; no more doubles than calls can be under way, or sent and not yet settled, at one moment. Exit status 1
 * and a line for each breach if not.
 */
final class KillUnderLoad {
  private static final int CLIENTS = 6;
  private static final List<String> HOOKS = List.of("/quick", "/slow");

  /** Two webhooks with eight calls each, and the results of one batch that was not settled. */
  private static final int MOST_DOUBLES = 64;

  /** What WildFly's and OpenMQ's commands say of the messages that were there. */
  private static final String PURGED = "\"result\" => \\d+|Actual +\\d+";

  private static final long SLOW_ANSWER_MS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final String script;
  private final String server;
  private final Path data = Path.of(environment("PAPPUS_DATA_DIR"));
  private final String base = "http://127.0.0.1:" + environment("PAPPUS_HTTP_PORT");
  private final String token = environment("PAPPUS_ADMIN_TOKEN");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private final Random random = new Random(Long.getLong("seed", 20261125L));
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();
  private final AtomicLong firstAfter = new AtomicLong();
  private final Semaphore arrived = new Semaphore(0);
  private final List<String> breaches = new ArrayList<>();
  private volatile boolean loading;

  private KillUnderLoad(String script, String server) {
    this.script = script;
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    KillUnderLoad kill = new KillUnderLoad(arguments[0], arguments[1]);
    Round round =
        switch (arguments.length) {
          case 3 -> kill::killRound;
          case 4 -> (app, number, clients) -> kill.purgeRound(app, number, clients, arguments[3]);
          default ->
              (app, number, clients) ->
                  kill.outageRound(app, number, clients, arguments[3], Integer.parseInt(arguments[4]));
        };
    System.exit(kill.run(Integer.parseInt(arguments[2]), round) ? 0 : 1);
  }

  private interface Round {
    void run(String app, int number, ExecutorService clients) throws Exception;
  }

  private boolean run(int rounds, Round round) throws Exception {
    HttpServer receiver = receiver();
    ExecutorService clients = Executors.newCachedThreadPool(KillUnderLoad::daemon);
    try {
      call("start", server);
      String app = match(upload(), "app_[0-9a-z]{26}");
      for (String hook : HOOKS) {
        webhook(app, receiver, hook);
      }
      for (int number = 1; number <= rounds; number++) {
        round.run(app, number, clients);
      }
      call("stop");
    } finally {
      receiver.stop(0);
      clients.shutdownNow();
    }
    breaches.forEach(breach -> System.out.println("BROKEN " + breach));
    System.out.printf(
        "%s: %d rounds, %d events acknowledged, %d rules broken%n",
        server, rounds, acknowledged.size(), breaches.size());
    return breaches.isEmpty();
  }

  private void killRound(String app, int round, ExecutorService clients) throws Exception {
    int before = acknowledged.size();
    int doublesBefore = doubles();
    ProcessHandle process = process();
    load(app, clients);
    park(Duration.ofMillis(300 + random.nextInt(2700)));
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
    loading = false;
    int unfinished = missing();

    long started = System.nanoTime();
    firstAfter.set(0);
    call("start", server);
    long ready = System.nanoTime();
    boolean all = awaitAll();
    long first = firstAfter.get();
    int doubles = doubles() - doublesBefore;
    report(round, before, doubles, all);
    System.out.printf(
        "round %d: killed with %d deliveries to go, ready after %.1f s, first POST %+.1f s from ready, all there after"
            + " %.1f s more, %d events acknowledged, %d doubles%n",
        round,
        unfinished,
        (ready - started) / 1e9,
        (first == 0 ? 0 : first - ready) / 1e9,
        (System.nanoTime() - ready) / 1e9,
        acknowledged.size() - before,
        doubles);
    if (first > ready + 5_000_000_000L) {
      breaches.add("round " + round + ": the first POST came later than 5 s after ready");
    }
  }

  private void outageRound(String app, int round, ExecutorService clients, String database, int outage)
      throws Exception {
    int before = acknowledged.size();
    int doublesBefore = doubles();
    load(app, clients);
    park(Duration.ofMillis(2000 + random.nextInt(1000)));
    command(database, "stop", round % 2 == 0 ? "immediate" : "fast");
    int atStop = acknowledged.size();
    park(Duration.ofSeconds(outage));
    int meanwhile = acknowledged.size() - atStop;
    command(database, "start");
    park(Duration.ofSeconds(5));
    loading = false;
    boolean all = awaitAll();
    int doubles = doubles() - doublesBefore;
    report(round, before, doubles, all);
    System.out.printf(
        "round %d: %d events acknowledged, %d of them without a database, %d doubles%n",
        round, acknowledged.size() - before, meanwhile, doubles);
  }

  /** The queue is only the bell: what is taken from it comes half a second later, and nothing comes twice. */
  private void purgeRound(String app, int round, ExecutorService clients, String queue) throws Exception {
    int before = acknowledged.size();
    int doublesBefore = doubles();
    load(app, clients);
    park(Duration.ofMillis(1000 + random.nextInt(1000)));
    command(queue, "hold");
    int atHold = acknowledged.size();
    park(Duration.ofMillis(1000 + random.nextInt(2000)));
    int meanwhile = acknowledged.size() - atHold;
    Path log = data.resolve("script.log");
    int logged = Files.readString(log).length();
    command(queue, "purge");
    int purged = Integer.parseInt(match(Files.readString(log).substring(logged), PURGED).replaceAll("\\D+", ""));
    park(Duration.ofSeconds(1));
    loading = false;
    boolean all = awaitAll();
    int doubles = doubles() - doublesBefore;
    report(round, before, doubles, all);
    if (purged == 0) {
      breaches.add("round " + round + " says nothing: the queue was empty");
    }
    if (doubles > 0) {
      breaches.add("round " + round + ": " + doubles + " doubles without a crash");
    }
    System.out.printf(
        "round %d: %d events acknowledged, %d of them while the queue was held, %d bells purged, %d doubles%n",
        round, acknowledged.size() - before, meanwhile, purged, doubles);
  }

  private void report(int round, int before, int doubles, boolean all) throws Exception {
    if (!all) {
      breaches.add("round " + round + ": " + missing() + " deliveries never came");
    }
    if (doubles > MOST_DOUBLES) {
      breaches.add("round " + round + ": " + doubles + " doubles");
    }
    if (acknowledged.size() == before) {
      breaches.add("round " + round + " says nothing: no event was acknowledged");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String engine = get("/api/v1/engine");
    while (!engine.contains("\"backlog\":0,") && System.nanoTime() < deadline) {
      park(Duration.ofMillis(200));
      engine = get("/api/v1/engine");
    }
    if (!engine.contains("\"backlog\":0,")) {
      breaches.add("round " + round + ": unfinished for ever: " + engine);
    }
  }

  /** Begins to raise events; ends when {@code loading} does. */
  private void load(String app, ExecutorService clients) {
    loading = true;
    for (int c = 0; c < CLIENTS; c++) {
      clients.submit(
          () -> {
            while (loading) {
              try {
                HttpResponse<String> response =
                    client.send(
                        request("/api/v1/apps/" + app + "/feedback")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"under load\"}"))
                            .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 201) {
                  acknowledged.add(match(response.body(), "evt_[0-9a-z]{26}"));
                } else {
                  park(Duration.ofMillis(50));
                }
              } catch (IOException refused) {
                // nobody is there: nothing was promised
                park(Duration.ofMillis(50));
              }
            }
            return null;
          });
    }
  }

  private boolean awaitAll() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (missing() > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      if (arrived.tryAcquire(200, TimeUnit.MILLISECONDS)) {
        arrived.drainPermits();
      }
    }
    return true;
  }

  private int missing() {
    int missing = 0;
    for (String event : Set.copyOf(acknowledged)) {
      for (String hook : HOOKS) {
        missing += arrivals.containsKey(hook + " " + event) ? 0 : 1;
      }
    }
    return missing;
  }

  private int doubles() {
    return arrivals.values().stream().mapToInt(count -> count.get() - 1).sum();
  }

  private HttpServer receiver() throws IOException {
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 256);
    receiver.setExecutor(Executors.newCachedThreadPool(KillUnderLoad::daemon));
    receiver.createContext("/", this::receive);
    receiver.start();
    return receiver;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    arrivals
        .computeIfAbsent(
            path + " " + exchange.getRequestHeaders().getFirst("webhook-id"), key -> new AtomicInteger())
        .incrementAndGet();
    firstAfter.compareAndSet(0, System.nanoTime());
    arrived.release();
    if (path.equals("/slow")) {
      park(Duration.ofMillis(SLOW_ANSWER_MS));
    }
    try (exchange) {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static void park(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private void call(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(List.of(arguments));
    command(command.toArray(String[]::new));
  }

  private void command(String... command) throws IOException, InterruptedException {
    Path log = data.resolve("script.log");
    // to a file: the server inherits the descriptors, and a pipe would never end
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(log));
    }
  }

  private ProcessHandle process() throws IOException {
    long pid = Long.parseLong(Files.readString(data.resolve("server.pid")).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private String upload() throws IOException, InterruptedException {
    return send(
        request("/api/v1/builds?filename=load.txt&name=Load&version=1.0")
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofString("not a package, but a file"))
            .build(),
        201);
  }

  private void webhook(String app, HttpServer receiver, String path) throws IOException, InterruptedException {
    String json =
        "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:%d%s\",\"events\":[\"feedback\"]}"
            .formatted(path, receiver.getAddress().getPort(), path);
    send(
        request("/api/v1/apps/" + app + "/webhooks")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        201);
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build(), 200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest request, int expected) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw new IOException(
          request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String match(String json, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new IOException("No " + pattern + " in " + json);
    }
    return matcher.group();
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
