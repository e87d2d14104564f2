package dev.pappus.account.totp;

import com.google.common.hash.Hashing;
import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A code that lets the owner of an account in once without the authenticator: 16 characters, 80
 * random bits. Its SHA-256 is stored, salted with the row's key (OWASP ASVS 2.6.2).
 */
@Entity
@Table(name = "account_recovery_code")
public class RecoveryCode extends AbstractEntity {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 16;
  private static final int GROUP = 4;

  @Column(name = "user_id")
  @SuppressWarnings("UnusedVariable") // read by queries
  private UUID userId;

  private String sha256;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected RecoveryCode() {}

  /**
   * @param code as {@link #create} made it
   */
  RecoveryCode(UUID userId, String code, Instant now) {
    super(now);
    this.userId = userId;
    this.sha256 = hash(code);
  }

  /** A new one, in groups of four: {@code 7k2m-…}. */
  static String create(SecureRandom random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        out.append('-');
      }
      out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return out.toString();
  }

  /** Whether it is this one; blanks, hyphens and capitals do not matter. */
  boolean matches(String typed) {
    return sha256.equals(hash(typed));
  }

  private String hash(String code) {
    String plain = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return Hashing.sha256().hashString(id() + "/" + plain, StandardCharsets.UTF_8).toString();
  }
}
