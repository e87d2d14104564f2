package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinAnswer;
import dev.pappus.shared.log.LogLine;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are held back: one timer for all, no thread for each, and no more than {@value
 * #MAX_WAITING} at once, since each holds a connection. They are small enough to be written without
 * waiting for the client.
 */
final class DelayedAnswers {
  private static final System.Logger LOG = System.getLogger(DelayedAnswers.class.getName());
  static final int MAX_WAITING = 500;

  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final Set<AsyncContext> waiting = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledThreadPoolExecutor timer;

  /** Begins; its thread comes from the factory. */
  void start(ThreadFactory threads) {
    timer = new ScheduledThreadPoolExecutor(1, threads);
  }

  /** Drops what waits: the clients see a closed connection, and none of our threads is left. */
  void stop() {
    ScheduledThreadPoolExecutor running = timer;
    if (running != null) {
      running.shutdownNow();
    }
    waiting.forEach(this::end);
  }

  /** Takes a place for an answer; false if there is none. */
  boolean reserve() {
    return places.tryAcquire();
  }

  /** Gives a place back that {@link #schedule} was not called for. */
  void release() {
    places.release();
  }

  /** Answers after the delay, and gives the reserved place back then. */
  void schedule(AsyncContext context, BinAnswer answer) {
    ScheduledThreadPoolExecutor running = timer;
    waiting.add(context);
    try {
      if (running == null) {
        throw new RejectedExecutionException("Not started");
      }
      // write() ends it, whatever happens, and never throws
      ScheduledFuture<?> unused =
          running.schedule(
              () -> write(context, answer), answer.delay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      end(context);
    }
  }

  private void write(AsyncContext context, BinAnswer answer) {
    try {
      BinAnswers.write(answer, (HttpServletResponse) context.getResponse());
    } catch (IOException | RuntimeException gone) {
      // most clients do not wait that long
      LOG.log(Level.DEBUG, LogLine.of("inspector.answer-unread").with("reason", gone).toString());
    } finally {
      end(context);
    }
  }

  private void end(AsyncContext context) {
    if (!waiting.remove(context)) {
      return;
    }
    places.release();
    try {
      context.complete();
    } catch (RuntimeException gone) {
      LOG.log(Level.DEBUG, LogLine.of("inspector.answer-unread").with("reason", gone).toString());
    }
  }
}
