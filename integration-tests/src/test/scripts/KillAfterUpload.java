import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Kills the server with {@code kill -9} within 50 ms of the 201 of an upload, starts it again, and looks whether what
 * was announced arrives. Uses the JDK alone; {@code kill9.sh} calls it.
 *
 * <p>Arguments: {@code pappus.sh}, {@code payara} or {@code wildfly}, the number of rounds. The environment is that of
 * {@code pappus.sh}, with a data directory of its own, {@code PAPPUS_ADMIN_TOKEN}, and a receiver's network allowed.
 *
 * <p>Two webhooks of each kind of loss: one receiver answers at once, so that the kill falls on the settling of the
 * result or after it; the other only after 300 ms, so that the call is open when the server dies. Whatever the kill hit,
 * every event must arrive at both at least once, its id the same each time, and both deliveries must end DELIVERED.
 * Exit status 1 and a line for each loss if not.
 */
final class KillAfterUpload {

  /** What the issue asks for: time from the answer to the death of the process. */
  private static final long KILL_WITHIN_MS = 50;

  private static final long LAST_KILL_MS = 30;

  private static final long SLOW_ANSWER_MS = 300;

  private static final Duration ARRIVAL = Duration.ofSeconds(30);

  private record Arrival(String path, String eventId, int attempt, long nanoTime) {}

  private final String script;
  private final String server;
  private final Path data = Path.of(environment("PAPPUS_DATA_DIR"));
  private final String base = "http://127.0.0.1:" + environment("PAPPUS_HTTP_PORT");
  private final String token = environment("PAPPUS_ADMIN_TOKEN");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Arrival> seen = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService delays = Executors.newScheduledThreadPool(2);
  private final List<String> losses = new ArrayList<>();

  private KillAfterUpload(String script, String server) {
    this.script = script;
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    KillAfterUpload kill = new KillAfterUpload(arguments[0], arguments[1]);
    boolean passed = kill.run(Integer.parseInt(arguments[2]));
    System.exit(passed ? 0 : 1);
  }

  private boolean run(int rounds) throws Exception {
    HttpServer receiver = receiver();
    try {
      start();
      String app = member(upload("round 0, the app comes into being"), "app_[0-9a-z]{26}");
      webhook(app, receiver, "/fast");
      webhook(app, receiver, "/slow");
      for (int round = 1; round <= rounds; round++) {
        round(app, round, rounds);
      }
      checkNothingIsMissing(app, rounds);
      call("stop");
    } finally {
      receiver.stop(0);
      delays.shutdownNow();
    }
    losses.forEach(loss -> System.out.println("LOST " + loss));
    System.out.printf(
        "%s: %d rounds, %d lost%n", server, rounds, losses.size());
    return losses.isEmpty();
  }

  private void round(String app, int round, int rounds) throws Exception {
    ProcessHandle process = process();
    seen.clear();
    arrivals.clear();

    upload("round " + round);
    long answered = System.nanoTime();
    // spread over the time allowed, so that it hits before, in and after the sending
    long killAt = answered + TimeUnit.MILLISECONDS.toNanos(LAST_KILL_MS) * (round - 1) / Math.max(1, rounds - 1);
    while (System.nanoTime() < killAt) {
      LockSupport.parkNanos(killAt - System.nanoTime());
    }
    process.destroyForcibly();
    long signalled = System.nanoTime();
    process.onExit().get(10, TimeUnit.SECONDS);
    long killMs = TimeUnit.NANOSECONDS.toMillis(signalled - answered);
    List<Arrival> before = List.copyOf(seen);
    if (killMs > KILL_WITHIN_MS) {
      losses.add("round " + round + " says nothing: killed " + killMs + " ms after the answer");
    }

    long started = System.nanoTime();
    start();
    long ready = System.nanoTime();
    String event = member(get("/api/v1/apps/" + app + "/events?limit=1"), "evt_[0-9a-z]{26}");
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    String statuses = "";
    while (System.nanoTime() < deadline) {
      statuses = statuses(event);
      if (statuses.equals("DELIVERED,DELIVERED")) {
        break;
      }
      // wakes at each arrival; the time is how long a settled result may stay unseen by us
      arrivals.poll(100, TimeUnit.MILLISECONDS);
    }

    Map<String, List<Arrival>> byPath =
        seen.stream().filter(a -> a.eventId().equals(event)).collect(Collectors.groupingBy(Arrival::path));
    for (String path : List.of("/fast", "/slow")) {
      if (!byPath.containsKey(path)) {
        losses.add("round " + round + ": " + event + " never came to " + path);
      }
    }
    if (!statuses.equals("DELIVERED,DELIVERED")) {
      losses.add("round " + round + ": deliveries of " + event + " are " + statuses);
    }
    long strangers = seen.stream().filter(a -> !a.eventId().equals(event)).count();
    long first =
        seen.stream().mapToLong(Arrival::nanoTime).filter(time -> time > started).min().orElse(ready);
    System.out.printf(
        "round %d of %d: killed %d ms after 201, arrived before the kill %d, in all %d (fast %d, slow %d, other %d),"
            + " ready after %.1f s, first POST %+.1f s from ready, %s%n",
        round,
        rounds,
        killMs,
        before.size(),
        seen.size(),
        byPath.getOrDefault("/fast", List.of()).size(),
        byPath.getOrDefault("/slow", List.of()).size(),
        strangers,
        (ready - started) / 1e9,
        (first - ready) / 1e9,
        statuses);
  }

  /** Builds, events and deliveries must tell the same story: one each for every upload that was answered. */
  private void checkNothingIsMissing(String app, int rounds) throws Exception {
    long builds = count(get("/api/v1/apps/" + app + "/builds?limit=200"), "\"id\":\"bld_[0-9a-z]{26}");
    // an event's id stands in its payload too
    long events = count(get("/api/v1/apps/" + app + "/events?limit=200"), "\"id\":\"evt_[0-9a-z]{26}");
    long delivered =
        count(
            get("/api/v1/apps/" + app + "/deliveries?limit=200"),
            "\"id\":\"dlv_[0-9a-z]{26}\"[^}]*?\"status\":\"DELIVERED\"");
    System.out.printf("%d builds, %d events, %d deliveries DELIVERED%n", builds, events, delivered);
    if (builds != rounds + 1 || events != rounds + 1 || delivered != 2 * rounds) {
      losses.add("the lists do not hold what was uploaded");
    }
  }

  private HttpServer receiver() throws IOException {
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.setExecutor(Executors.newCachedThreadPool(KillAfterUpload::daemon));
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
    Arrival arrival =
        new Arrival(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("webhook-id"),
            Integer.parseInt(exchange.getRequestHeaders().getFirst("pappus-attempt")),
            System.nanoTime());
    seen.add(arrival);
    arrivals.add(arrival);
    if (arrival.path().equals("/slow")) {
      delays.schedule(() -> answer(exchange), SLOW_ANSWER_MS, TimeUnit.MILLISECONDS);
    } else {
      answer(exchange);
    }
  }

  private static void answer(HttpExchange exchange) {
    try (exchange) {
      exchange.sendResponseHeaders(204, -1);
    } catch (IOException e) {
      // the other side was killed, which is the purpose
      exchange.close();
    }
  }

  private void start() throws IOException, InterruptedException {
    call("start", server);
  }

  private void call(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(List.of(arguments));
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

  private String upload(String notes) throws IOException, InterruptedException {
    String query = "?filename=kill.txt&name=Kill&version=1.0&notes=" + notes.replace(" ", "%20");
    return send(
        request("/api/v1/builds" + query)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofString("not a package, but a file: " + notes))
            .build(),
        201);
  }

  private void webhook(String app, HttpServer receiver, String path) throws IOException, InterruptedException {
    String json =
        "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:%d%s\",\"events\":[\"updateVersion\"]}"
            .formatted(path, receiver.getAddress().getPort(), path);
    send(
        request("/api/v1/apps/" + app + "/webhooks")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        201);
  }

  private String statuses(String event) throws IOException, InterruptedException {
    Matcher matcher = Pattern.compile("\"status\":\"([A-Z]+)\"").matcher(get("/api/v1/events/" + event));
    return matcher.results().map(result -> result.group(1)).sorted().collect(Collectors.joining(","));
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build(), 200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest request, int expected) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != expected) {
      throw new IOException(request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String member(String json, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new IOException("No " + pattern + " in " + json);
    }
    return matcher.group();
  }

  /** How many different texts match. */
  private static long count(String json, String pattern) {
    return Pattern.compile(pattern).matcher(json).results().map(MatchResult::group).distinct().count();
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
