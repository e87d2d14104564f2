package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Endpoint;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.WebhookSecrets;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.OutboundRequest;
import dev.pappus.webhook.connector.SealContext;
import dev.pappus.webhook.endpoint.AddressResolver;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.Resolution;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Posts deliveries: resolves and vets the endpoint's host, seals the stored bytes, and hands the
 * call to the client for exactly that address. No thread waits for an endpoint; only look-ups of
 * names block, on a few threads of their own.
 */
@ApplicationScoped
public class HttpSender implements Sender {
  /** Bounded by {@code AddressResolver}'s own bulkhead, which is wider. */
  private static final int LOOKUP_THREADS = 32;

  private static final long STOP_SECONDS = 3;

  @Inject AddressResolver resolver;
  @Inject ConnectorCatalog connectors;
  @Inject WebhookSecrets secrets;
  @Inject DeliverySettings settings;
  @Inject EngineStatus status;
  @Inject Clock clock;

  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private @Nullable Machinery machinery;

  /** What lives from start to stop. */
  private record Machinery(
      EndpointClient client, ThreadPoolExecutor lookups, ScheduledThreadPoolExecutor deadlines) {}

  /** Starts its threads, all made by this factory. */
  synchronized void start(ThreadFactory threads) {
    ThreadPoolExecutor lookups =
        new ThreadPoolExecutor(
            LOOKUP_THREADS,
            LOOKUP_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads);
    lookups.allowCoreThreadTimeOut(true);
    ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, threads);
    deadlines.setRemoveOnCancelPolicy(true);
    machinery = new Machinery(new EndpointClient(settings, status, threads), lookups, deadlines);
  }

  /** Ends its threads; calls must have ended before. */
  synchronized void stop() throws InterruptedException {
    Machinery running = machinery;
    if (running == null) {
      return;
    }
    running.client().close();
    running.lookups().shutdownNow();
    running.deadlines().shutdownNow();
    running.lookups().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    running.deadlines().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    machinery = null;
  }

  private synchronized Machinery machinery() {
    Machinery running = machinery;
    if (running == null) {
      throw new IllegalStateException("The sender is not running");
    }
    return running;
  }

  @Override
  public void send(DueDelivery due, Consumer<AttemptResult> done) {
    Call call = new Call(due, clock.instant(), calls::remove, done);
    calls.add(call);
    try {
      Machinery running = machinery();
      call.deadline(
          running
              .deadlines()
              .schedule(
                  () ->
                      call.abort(
                          AttemptOutcome.TIMEOUT,
                          "No whole answer within "
                              + settings.attemptTimeout().toSeconds()
                              + " s."),
                  settings.attemptTimeout().toMillis(),
                  TimeUnit.MILLISECONDS));
      running.lookups().execute(() -> begin(call, running.client()));
    } catch (RejectedExecutionException | IllegalStateException e) {
      call.end(AttemptOutcome.NOT_SENT, "The sender is stopping.");
    }
  }

  @Override
  public void cancelAll() {
    calls.forEach(call -> call.abort(AttemptOutcome.TIMEOUT, "The server was stopped meanwhile."));
  }

  private void begin(Call call, EndpointClient client) {
    try {
      DueDelivery due = call.due();
      EndpointUrl url = EndpointUrl.parse(due.endpoint().url());
      Resolution resolution = resolver.resolve(url);
      if (resolution instanceof Resolution.Vetted vetted) {
        post(call, client, url, vetted);
      } else if (resolution instanceof Resolution.Refused refused) {
        call.end(AttemptOutcome.ADDRESS_REFUSED, refused.reason());
      } else if (resolution instanceof Resolution.Unresolved unresolved) {
        call.end(AttemptOutcome.DNS, unresolved.reason());
      } else if (resolution instanceof Resolution.Unavailable unavailable) {
        call.end(AttemptOutcome.NOT_SENT, unavailable.reason());
      }
    } catch (DomainException e) {
      call.end(AttemptOutcome.NOT_SENT, e.detail());
    } catch (RuntimeException | Error e) {
      call.end(AttemptOutcome.NOT_SENT, "The call could not be made: " + e.getClass().getName());
    }
  }

  private void post(Call call, EndpointClient client, EndpointUrl url, Resolution.Vetted vetted) {
    if (call.ended()) {
      return;
    }
    DueDelivery due = call.due();
    Connector connector = connectors.find(due.format()).orElse(null);
    if (connector == null) {
      call.end(AttemptOutcome.NOT_SENT, "There is no format " + due.format() + " any more.");
      return;
    }
    Instant now = clock.instant();
    OutboundRequest request =
        connector.seal(
            new OutboundRequest(url.uri(), headers(due), due.body()),
            new SealContext(
                PublicId.format(IdKind.EVENT, due.eventId()), now, signing(due.endpoint(), now)));
    call.sealed(request);
    HttpHost target =
        new HttpHost(url.tls() ? "https" : "http", vetted.address(), url.host(), url.port());
    client.post(call, target, request, connector, clock);
  }

  private List<SigningSecret> signing(Endpoint endpoint, Instant now) {
    Instant until = endpoint.previousSecretUntil();
    boolean overlaps = until != null && now.isBefore(until);
    return secrets.signing(
        endpoint.sealedSecret(), overlaps ? endpoint.sealedPreviousSecret() : null);
  }

  private static Map<String, String> headers(DueDelivery due) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", due.contentType());
    headers.put("User-Agent", EndpointClient.USER_AGENT);
    headers.put("pappus-event", due.eventType());
    headers.put("pappus-delivery", PublicId.format(IdKind.DELIVERY, due.deliveryId()));
    headers.put("pappus-attempt", Integer.toString(due.attemptNumber()));
    return headers;
  }
}
