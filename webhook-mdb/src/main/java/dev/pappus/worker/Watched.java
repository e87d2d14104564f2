package dev.pappus.worker;

import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/** A callback of the client's with something to do before its success is told. */
record Watched<T>(Consumer<? super T> onSuccess, @Nullable FutureCallback<T> next)
    implements FutureCallback<T> {

  @Override
  public void completed(T result) {
    onSuccess.accept(result);
    if (next != null) {
      next.completed(result);
    }
  }

  @Override
  public void failed(Exception cause) {
    if (next != null) {
      next.failed(cause);
    }
  }

  @Override
  public void cancelled() {
    if (next != null) {
      next.cancelled();
    }
  }
}
