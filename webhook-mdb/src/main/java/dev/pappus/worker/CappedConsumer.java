package dev.pappus.worker;

import dev.pappus.webhook.connector.EndpointResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads at most so many bytes of an answer, then says so and wants no more. */
final class CappedConsumer implements AsyncResponseConsumer<CappedConsumer.Answer> {
  private final int limit;
  private final Consumer<Answer> full;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable HttpResponse head;
  private @Nullable FutureCallback<Answer> callback;
  private boolean truncated;

  /**
   * @param rawHeaders one {@code name: value} a line, ISO 8859-1 (RFC 9110 §5.5)
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(EndpointResponse response, byte[] rawHeaders) {}

  /**
   * @param limit most bytes that are kept
   * @param full told once when more came than that
   */
  CappedConsumer(int limit, Consumer<Answer> full) {
    this.limit = limit;
    this.full = full;
  }

  /** Whether a byte of an answer has come. */
  boolean begun() {
    return head != null;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Answer> resultCallback) {
    head = response;
    callback = resultCallback;
    if (entity == null) {
      complete(response);
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // 1xx says nothing about the delivery
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer source) {
    int room = limit - body.size();
    int take = Math.min(room, source.remaining());
    byte[] bytes = new byte[take];
    source.get(bytes);
    body.write(bytes, 0, take);
    HttpResponse response = head;
    if (source.hasRemaining() && response != null) {
      source.position(source.limit());
      if (!truncated) {
        truncated = true;
        full.accept(answer(response));
      }
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    HttpResponse response = head;
    if (response != null) {
      complete(response);
    }
  }

  private void complete(HttpResponse response) {
    FutureCallback<Answer> waiting = callback;
    if (waiting != null) {
      waiting.completed(answer(response));
    }
  }

  private Answer answer(HttpResponse response) {
    Map<String, String> headers = new TreeMap<>();
    StringBuilder raw = new StringBuilder();
    for (Header header : response.getHeaders()) {
      headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
      raw.append(header.getName()).append(": ").append(header.getValue()).append('\n');
    }
    return new Answer(
        new EndpointResponse(response.getCode(), headers, body.toByteArray(), truncated),
        raw.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void failed(Exception cause) {
    // the exchange's own callback hears of it
  }

  @Override
  public void releaseResources() {
    body.reset();
  }
}
