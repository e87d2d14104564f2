package dev.pappus.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;

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

  /** A salted hash, about 100 characters. */
  public String hash(String password) {
    return Password.hash(normal(password)).addRandomSalt(16).with(ARGON2ID).getResult();
  }

  public boolean matches(String password, String hash) {
    return Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
