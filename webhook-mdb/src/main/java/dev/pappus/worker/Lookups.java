package dev.pappus.worker;

import dev.pappus.webhook.endpoint.AddressResolver;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.Resolution;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits for name servers, so that calls need not: one thread a name, however many calls want it,
 * which keeps a slow name of a lane with many calls from holding more than its share. Proven
 * endpoints and those in doubt have pools of their own, so that the latter never hold up the
 * former.
 */
final class Lookups {
  private static final Logger LOG = System.getLogger(Lookups.class.getName());
  private static final int PROVEN = 32;
  private static final int DOUBTFUL = 16;
  private static final long IDLE_SECONDS = 10;

  private final AddressResolver resolver;
  private final ExecutorService proven;
  private final ExecutorService doubtful;

  /** Under its own lock. */
  private final Map<Name, Question> questions = new HashMap<>();

  private record Name(String host, boolean proven) {}

  /** One look-up under way, and who waits for it. */
  private static final class Question {
    private final List<Consumer<Resolution>> waiting = new ArrayList<>();
    private volatile boolean begun;
  }

  Lookups(AddressResolver resolver, ThreadFactory threads) {
    this.resolver = resolver;
    this.proven = pool(PROVEN, threads);
    this.doubtful = pool(DOUBTFUL, threads);
  }

  private static ExecutorService pool(int size, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Looks an endpoint's name up.
   *
   * @param then gets the answer, on another thread; must not throw
   * @return whether the look-up has begun, to be asked at any time; before that it waits for our
   *     own threads
   */
  BooleanSupplier resolve(EndpointUrl url, boolean isProven, Consumer<Resolution> then) {
    Name name = new Name(url.host(), isProven);
    Question question;
    synchronized (questions) {
      Question asked = questions.get(name);
      question = asked == null ? new Question() : asked;
      question.waiting.add(then);
      if (asked != null) {
        return () -> asked.begun;
      }
      questions.put(name, question);
    }
    try {
      (isProven ? proven : doubtful).execute(() -> ask(name, url, question));
    } catch (RejectedExecutionException stopping) {
      answer(name, question, new Resolution.Unavailable("The sender is stopping"));
    }
    return () -> question.begun;
  }

  private void ask(Name name, EndpointUrl url, Question question) {
    question.begun = true;
    Resolution resolution = new Resolution.Unavailable("The look-up failed");
    try {
      resolution = resolver.resolve(url, name.proven());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "delivery.look-up-failed", e);
    } finally {
      answer(name, question, resolution);
    }
  }

  private void answer(Name name, Question question, Resolution resolution) {
    List<Consumer<Resolution>> all;
    synchronized (questions) {
      questions.remove(name);
      all = List.copyOf(question.waiting);
    }
    all.forEach(then -> then.accept(resolution));
  }

  void close() {
    proven.shutdownNow();
    doubtful.shutdownNow();
  }
}
