package dev.pappus.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Passwords as Argon2id hashes, with the parameters of the OWASP Password Storage Cheat Sheet (19
 * MiB, two passes, one lane). What looks the same is the same: keyboards and input methods write
 * one character in several ways, so a password is taken in the form NFKC (NIST SP 800-63B
 * §5.1.1.2), whole and as it is otherwise.
 */
@ApplicationScoped
public class PasswordHasher {
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /**
   * How many are made at once: more would end no sooner, and each takes 19 MiB of the heap, so that
   * whoever sends many passwords at once could fill it.
   */
  static final int MAX_AT_ONCE = Math.min(8, Runtime.getRuntime().availableProcessors() + 1);

  /** Longer than a few dozen others take. */
  Duration patience = Duration.ofSeconds(5);

  private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

  /**
   * A salted hash, about 100 characters.
   *
   * @throws UnavailableException {@code unavailable} if too many others wait
   */
  public String hash(String password) {
    return inPlace(
        () -> Password.hash(normal(password)).addRandomSalt(16).with(ARGON2ID).getResult());
  }

  /**
   * @throws UnavailableException {@code unavailable} if too many others wait
   */
  public boolean matches(String password, String hash) {
    return inPlace(
        () ->
            Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  /** As {@link #hash}, where nobody waits for it: however many others do. */
  String hashInTheBackground(String password) {
    places.acquireUninterruptibly();
    try {
      return Password.hash(normal(password)).addRandomSalt(16).with(ARGON2ID).getResult();
    } finally {
      places.release();
    }
  }

  <T> T inPlace(Supplier<T> work) {
    boolean mine;
    try {
      mine = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new UnavailableException("Too many passwords are being checked; try again soon.");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
