package dev.pappus.webhook.endpoint;

import dev.pappus.webhook.endpoint.HostLookup.Answer;
import dev.pappus.webhook.endpoint.HostLookup.NoAnswer;
import dev.pappus.webhook.endpoint.HostLookup.NotAsked;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Look-ups on a bounded pool. A look-up cannot be interrupted, so whoever waits has a timer of its
 * own and leaves it behind; a name is looked up once at a time, however many wait for it, so that a
 * slow name holds one thread. Names of strangers hold at most half of the threads.
 */
@ApplicationScoped
public class LookupPool {
  static final int THREADS = 32;

  @Inject HostLookup lookup;

  @Resource ManagedThreadFactory managedThreads;

  private final Map<String, CompletableFuture<Answer>> running = new ConcurrentHashMap<>();
  private final Semaphore strangers = new Semaphore(THREADS / 2);
  ExecutorService pool;

  @PostConstruct
  void start() {
    pool = newPool(managedThreads);
  }

  static ExecutorService newPool(ThreadFactory threads) {
    return new ThreadPoolExecutor(
        0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
  }

  /** Look-ups that still run end by themselves when the C library gives up. */
  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }

  /**
   * Looks a name up and waits.
   *
   * @param known whether it was found before, or its endpoint reached
   * @param patience how long to wait; the look-up itself goes on
   * @param done gets name and answer when the look-up ends, also if nobody waits any more
   */
  Answer ask(String host, boolean known, Duration patience, BiConsumer<String, Answer> done) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> other = running.putIfAbsent(host, mine);
    if (other == null && !begin(host, known, mine, done)) {
      running.remove(host, mine);
      mine.complete(new NotAsked());
    }
    return await(other == null ? mine : other, patience);
  }

  private boolean begin(
      String host,
      boolean known,
      CompletableFuture<Answer> result,
      BiConsumer<String, Answer> done) {
    if (!known && !strangers.tryAcquire()) {
      return false;
    }
    try {
      pool.execute(() -> run(host, known, result, done));
      return true;
    } catch (RejectedExecutionException full) {
      release(known);
      return false;
    }
  }

  private void run(
      String host,
      boolean known,
      CompletableFuture<Answer> result,
      BiConsumer<String, Answer> done) {
    Answer answer = new NoAnswer("the look-up failed");
    try {
      answer = lookup.lookup(host);
      done.accept(host, answer);
    } finally {
      release(known);
      // before it is complete: nobody may join a look-up whose answer is old already
      running.remove(host, result);
      result.complete(answer);
    }
  }

  private void release(boolean known) {
    if (!known) {
      strangers.release();
    }
  }

  private static Answer await(CompletableFuture<Answer> result, Duration patience) {
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new NoAnswer("the name servers gave no answer in " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotAsked();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Never completed by an exception", e);
    }
  }
}
