package dev.pappus.account;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are taken: long enough, not the address, none of the commonest, and nothing else
 * (NIST SP 800-63B §5.1.1.2: no rules of composition, a list of those that everybody tries first).
 */
@ApplicationScoped
public class PasswordRules {
  /** In characters; more than the eight that NIST demands. */
  public static final int MIN_LENGTH = 10;

  /** In characters: every sentence that somebody would type, and no text that costs time. */
  public static final int MAX_LENGTH = 200;

  /** Those of at least {@link #MIN_LENGTH} characters, in lower case, one a line. */
  private static final Set<String> COMMON = read("common-passwords.txt");

  /**
   * @param field the member's name as the client wrote it
   * @param email of the account that the password is for
   * @throws InvalidFieldException {@code field-invalid}
   */
  public void check(String field, String password, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new InvalidFieldException(field, MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    TextRules.optional(field, password, 2 * MAX_LENGTH);
    String lower = password.toLowerCase(Locale.ROOT);
    String address = email.toLowerCase(Locale.ROOT);
    if (lower.equals(address) || lower.equals(address.replaceFirst("@.*", ""))) {
      throw new InvalidFieldException(field, "must not be the address");
    }
    if (COMMON.contains(lower) || lower.codePoints().distinct().count() <= 2) {
      throw new InvalidFieldException(field, "is one of the passwords that are tried first");
    }
  }

  private static Set<String> read(String name) {
    try (InputStream in =
            Objects.requireNonNull(PasswordRules.class.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
