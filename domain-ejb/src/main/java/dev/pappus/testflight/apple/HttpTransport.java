package dev.pappus.testflight.apple;

import com.google.common.io.ByteStreams;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.net.RetryAfter;
import dev.pappus.webhook.endpoint.EndpointSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * HTTP by the JDK's own client: nothing but Apple's hosts is called, and PATCH is needed.
 *
 * <p>No redirect is followed. Through the proxy of {@code pappus.webhook.proxy} if there is one,
 * else of the JVM's own properties.
 */
@ApplicationScoped
public class HttpTransport implements AppleTransport {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(10);

  /** To the answer's head. */
  private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

  /** The slowest line that a part may take, in bytes a second. */
  private static final long SLOWEST = 64 * 1024;

  /** More than a file of 4 GiB in parts of 5 MiB, with an address of 2 KiB for each. */
  private static final int MAX_ANSWER = 8 * 1024 * 1024;

  /** From the head to the end of the answer's body: the largest one on the slowest line. */
  private static final Duration BODY_TIME = Duration.ofSeconds(MAX_ANSWER / SLOWEST);

  /** What the client sets itself, and refuses to be told. */
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  @Inject EndpointSettings endpoints;
  @Inject Clock clock;

  @Resource ManagedThreadFactory managedThreads;

  ExecutorService threads;
  ScheduledExecutorService watches;
  HttpClient client;
  Duration bodyTime = BODY_TIME;

  @PostConstruct
  void start() {
    threads = Executors.newCachedThreadPool(managedThreads);
    watches = Executors.newSingleThreadScheduledExecutor(managedThreads);
    client = client(threads);
  }

  HttpClient client(ExecutorService executor) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIME)
        .executor(executor)
        .proxy(proxy())
        .build();
  }

  private ProxySelector proxy() {
    return endpoints
        .proxy()
        .map(proxy -> ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())))
        .orElseGet(ProxySelector::getDefault);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
    watches.shutdownNow();
  }

  @Override
  @Retry(
      maxRetries = 2,
      delay = 500,
      retryOn = AppleUnavailableException.class,
      abortOn = AppleCallStoppedException.class)
  public AppleAnswer get(URI uri, String token) {
    return exchange(request(uri, token).GET().build());
  }

  /** Not repeated: it may have been done although no answer came. */
  @Override
  public AppleAnswer send(String method, URI uri, String token, JsonObject body) {
    return exchange(
        request(uri, token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
            .build());
  }

  private static HttpRequest.Builder request(URI uri, String token) {
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER_TIME)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  /** The time that it may take depends on the part's length. */
  @Override
  public AppleAnswer put(UploadPart part, Supplier<InputStream> bytes) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(part.uri())
            .timeout(ANSWER_TIME.plusSeconds(part.length() / SLOWEST))
            .method(
                part.method(),
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(
                        () -> ByteStreams.limit(bytes.get(), part.length())),
                    part.length()));
    for (Map.Entry<String, String> header : part.headers().entrySet()) {
      if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        request.header(header.getKey(), header.getValue());
      }
    }
    return exchange(request.build());
  }

  private AppleAnswer exchange(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      Future<?> watch = closeLater(response.body());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MAX_ANSWER);
        watch.cancel(false);
        return new AppleAnswer(
            response.statusCode(),
            read(bytes),
            response
                .headers()
                .firstValue("Retry-After")
                .flatMap(header -> RetryAfter.parse(header, clock.instant()))
                .orElse(null));
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new AppleCallStoppedException();
      }
      AppleUnavailableException unavailable =
          new AppleUnavailableException(request.uri().getHost() + " does not answer: " + why(e));
      unavailable.initCause(e);
      throw unavailable;
    } catch (InterruptedException e) {
      // not restored: see AppleTransport
      throw new AppleCallStoppedException();
    } finally {
      // one that came while the answer was read
      if (Thread.interrupted()) {
        System.getLogger(HttpTransport.class.getName())
            .log(System.Logger.Level.DEBUG, "testflight.interrupt-dropped");
      }
    }
  }

  /**
   * Ends a read that takes too long. No {@code @Timeout}: on Payara its task runs when the time is
   * over although the call has ended long ago, and fails then with a trace in the log.
   */
  private Future<?> closeLater(InputStream body) {
    return watches.schedule(
        () -> {
          body.close();
          return Boolean.TRUE;
        },
        bodyTime.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The client's own exceptions may have no message. */
  private static String why(IOException failure) {
    if (failure instanceof ConnectException) {
      return "no connection";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static JsonObject read(byte[] body) {
    try {
      return JsonParts.read(new String(body, StandardCharsets.UTF_8));
    } catch (JsonException | IllegalStateException noObject) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
  }
}
