package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Exchange;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.connector.EndpointResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: gathers the answer, and gives exactly one result, whoever comes first: the
 * answer, an error, or the deadline.
 */
final class HttpCall {
  private static final int MAX_HEADER_BYTES = 20_000;

  private final UUID attemptId = PublicId.newKey();
  private final DueDelivery due;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();
  private final int limit;
  private final BooleanSupplier mayStart;
  private final Consumer<? super Sent> sink;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
  private volatile @Nullable Future<?> deadline;
  private volatile @Nullable Running running;
  private volatile Exchange exchange = Exchange.unanswered("", "");
  private volatile int status;
  private final Map<String, String> headers = new HashMap<>();
  private byte[] headerBytes = new byte[0];
  private boolean repeated;
  private final Phases phases = new Phases();
  private volatile BooleanSupplier lookUpBegun = () -> true;

  private record Running(Future<?> handle, CallContext context) {}

  HttpCall(
      DueDelivery due,
      Instant startedAt,
      int limit,
      BooleanSupplier mayStart,
      Consumer<? super Sent> sink) {
    this.due = due;
    this.startedAt = startedAt;
    this.limit = limit;
    this.mayStart = mayStart;
    this.sink = sink;
  }

  DueDelivery due() {
    return due;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean mayStart() {
    return !ended.get() && mayStart.getAsBoolean();
  }

  boolean ended() {
    return ended.get();
  }

  Phases phases() {
    return phases;
  }

  /**
   * Its endpoint's name is looked up.
   *
   * @param begun whether somebody does so yet
   */
  void lookingUp(BooleanSupplier begun) {
    lookUpBegun = begun;
  }

  /** Whether it waits for nothing but our own threads. */
  boolean waitsForUs() {
    return !lookUpBegun.getAsBoolean();
  }

  /** Whether it was sealed for an address, and so has gone to the client. */
  boolean isAddressed() {
    return !exchange.url().isEmpty();
  }

  /** What is known of the call before an answer comes. */
  void asking(Exchange asked) {
    exchange = asked;
  }

  void deadline(Future<?> timer) {
    deadline = timer;
    if (ended.get()) {
      timer.cancel(false);
    }
  }

  /** The client's handle on it, and its connection; a call that has ended meanwhile is cut off. */
  void running(Future<?> handle, CallContext context) {
    running = new Running(handle, context);
    if (ended.get()) {
      cutOff();
    }
  }

  /** Ends it on the wire; to be called when it has its result. */
  void cutOff() {
    Running now = running;
    if (now != null) {
      now.handle().cancel(true);
      now.context().abandon();
    }
  }

  /**
   * Whether it may be tried again at once, for the first and last time: nothing of an answer came.
   */
  boolean repeatOnce() {
    synchronized (body) {
      boolean first = !repeated && status == 0 && !ended.get();
      repeated = true;
      return first;
    }
  }

  /** The answer's status line and headers. What goes beyond the limit is not kept. */
  void head(HttpResponse response) {
    phases.answered();
    StringBuilder lines = new StringBuilder();
    synchronized (body) {
      for (Header header : response.getHeaders()) {
        if (lines.length() > MAX_HEADER_BYTES) {
          break;
        }
        String value = header.getValue() == null ? "" : header.getValue();
        headers.put(header.getName().toLowerCase(Locale.ROOT), value);
        lines.append(header.getName()).append(": ").append(value).append('\n');
      }
      // HttpClient reads header bytes as characters one by one: this gives them back
      byte[] bytes = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
      headerBytes =
          bytes.length <= MAX_HEADER_BYTES ? bytes : Arrays.copyOf(bytes, MAX_HEADER_BYTES);
      status = response.getCode();
    }
  }

  /**
   * A piece of the answer's body.
   *
   * @return false if it is more than is kept: nobody reads on
   */
  boolean piece(ByteBuffer bytes) {
    synchronized (body) {
      int room = limit - body.size();
      byte[] taken = new byte[Math.min(room, bytes.remaining())];
      bytes.get(taken);
      body.writeBytes(taken);
      return !bytes.hasRemaining();
    }
  }

  /** The answer is there, whole or knowingly cut. */
  void answered(boolean truncated) {
    if (ended.compareAndSet(false, true)) {
      EndpointResponse response;
      synchronized (body) {
        response = new EndpointResponse(status, Map.copyOf(headers), body.toByteArray(), truncated);
      }
      end(null, null, response, truncated);
    }
  }

  /** It failed. */
  void failed(AttemptOutcome outcome, String why) {
    if (ended.compareAndSet(false, true)) {
      end(outcome, why, null, false);
    }
  }

  private void end(
      @Nullable AttemptOutcome failure,
      @Nullable String error,
      @Nullable EndpointResponse response,
      boolean truncated) {
    Future<?> timer = deadline;
    if (timer != null) {
      timer.cancel(false);
    }
    sink.accept(
        new Sent(
            attemptId,
            due,
            startedAt,
            Duration.ofNanos(System.nanoTime() - startedNanos),
            failure,
            error,
            response,
            whole(truncated)));
  }

  private Exchange whole(boolean truncated) {
    Exchange asked = exchange;
    synchronized (body) {
      return status == 0
          ? new Exchange(
              asked.url(),
              asked.requestHeaders(),
              asked.sealedBody(),
              null,
              null,
              null,
              false,
              phases.timings())
          : new Exchange(
              asked.url(),
              asked.requestHeaders(),
              asked.sealedBody(),
              status,
              headerBytes,
              body.toByteArray(),
              truncated,
              phases.timings());
    }
  }
}
