package dev.pappus.worker;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads an answer into its call, and stops reading at the limit: the connection is then closed. */
final class AnswerConsumer implements AsyncResponseConsumer<Boolean> {
  private final HttpCall call;
  private @Nullable FutureCallback<Boolean> done;

  AnswerConsumer(HttpCall call) {
    this.call = call;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Boolean> callback) {
    call.head(response);
    done = callback;
    if (entity == null) {
      callback.completed(Boolean.TRUE);
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // 1xx: the answer itself is still to come
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws java.io.IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) throws ContentTooLongException {
    if (!call.piece(bytes)) {
      call.answered(true);
      throw new ContentTooLongException("The answer is longer than is kept");
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    FutureCallback<Boolean> callback = done;
    if (callback != null) {
      callback.completed(Boolean.TRUE);
    }
  }

  @Override
  public void failed(Exception cause) {
    // the client tells the call's own callback as well
  }

  @Override
  public void releaseResources() {
    // the call keeps what was read
  }
}
