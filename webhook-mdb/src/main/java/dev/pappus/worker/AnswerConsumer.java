package dev.pappus.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads an answer into its call, and stops reading at the limit: the connection is then closed. */
final class AnswerConsumer implements AsyncResponseConsumer<Boolean> {
  /** Far more than 100, 102 and 103 ever need. */
  private static final int MAX_INTERIM = 16;

  private final HttpCall call;
  private final CallContext context;
  private final int limit;
  private @Nullable FutureCallback<Boolean> done;
  private int interim;
  private boolean wide;

  /**
   * @param limit bytes of the body that are wanted at most
   */
  AnswerConsumer(HttpCall call, CallContext context, int limit) {
    this.call = call;
    this.context = context;
    this.limit = limit;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext same,
      FutureCallback<Boolean> callback)
      throws HttpException {
    int status = response.getCode();
    // RFC 9110 §15: three digits
    if (status < 200 || status > 999) {
      throw new ProtocolException("Status " + status);
    }
    if (context.way().getProxyHost() != null
        && (!context.phases().asked() || status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED)) {
      ProxyWay.refused(call, status);
      throw new ProtocolException("The proxy answered " + status);
    }
    call.head(response);
    done = callback;
    if (entity == null) {
      callback.completed(Boolean.TRUE);
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext same) throws HttpException {
    // 1xx: the answer itself is still to come
    interim++;
    if (interim > MAX_INTERIM) {
      throw new ProtocolException("Interim answers (1xx) without end");
    }
  }

  /** All that is kept and one byte more, which tells that there is more; asked for once. */
  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(wide ? 1 : limit + 1);
    wide = true;
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
