package dev.pappus.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * Which passwords are taken: long enough, not the address, none that is among the first to be
 * tried, and nothing else (NIST SP 800-63B §5.1.1.2: no rules of composition, but a comparison with
 * what is commonly used or was found in breaches).
 *
 * <p>What is tried first is told by zxcvbn: it holds the 30,000 commonest passwords of breaches,
 * the commonest words and names, and takes a password apart into these, into rows of keys,
 * sequences, repetitions and dates, with the capitals and digits that people put in place of
 * letters.
 */
@ApplicationScoped
public class PasswordRules {
  /** In characters, where a row of blanks counts as one (OWASP ASVS 4.0.3, 2.1.1). */
  public static final int MIN_LENGTH = 12;

  /** In characters (OWASP ASVS 4.0.3, 2.1.2: 64 must do, and more than this must not). */
  public static final int MAX_LENGTH = 128;

  /** Below it a guesser with the hash needs no patience: zxcvbn's own border of "safe". */
  private static final double MIN_GUESSES = 1e8;

  /** Looking at more costs time and tells nothing more. */
  private static final int MAX_MEASURED = 32;

  private final Zxcvbn zxcvbn = new Zxcvbn();

  /**
   * @param field the member's name as the client wrote it
   * @param email of the account that the password is for
   * @throws InvalidFieldException {@code field-invalid}
   */
  public void check(String field, String password, String email) {
    if (length(password.replaceAll(" {2,}", " ")) < MIN_LENGTH || length(password) > MAX_LENGTH) {
      throw new InvalidFieldException(field, MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    TextRules.optional(field, password, 2 * MAX_LENGTH);
    String lower = password.toLowerCase(Locale.ROOT);
    String address = email.toLowerCase(Locale.ROOT);
    String name = address.replaceFirst("@.*", "");
    if (lower.equals(address) || lower.equals(name)) {
      throw new InvalidFieldException(field, "must not be the address");
    }
    if (guesses(password, List.of(address, name, "pappus")) < MIN_GUESSES) {
      throw new InvalidFieldException(field, "is one of the passwords that are tried first");
    }
  }

  static int length(String password) {
    return password.codePointCount(0, password.length());
  }

  /** How many others are tried before it. */
  private double guesses(String password, List<String> known) {
    String measured = password.substring(0, Math.min(MAX_MEASURED, password.length()));
    return zxcvbn.measure(measured, known).getGuesses();
  }
}
