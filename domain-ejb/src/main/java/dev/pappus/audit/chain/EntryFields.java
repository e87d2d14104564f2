package dev.pappus.audit.chain;

import dev.pappus.audit.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of an entry is sealed, and how. The hash of a seal is the SHA-256, as 64 lower-case hex
 * digits, of the UTF-8 bytes of these sixteen texts, one after the other:
 *
 * <ol>
 *   <li>the hash of the seal before it (of the first one: 64 zeros),
 *   <li>the seal's sequence, in decimal,
 *   <li>when it was sealed,
 *   <li>the entry's {@code id}, {@code team_id}, {@code at_time}, {@code actor_kind}, {@code
 *       actor_id}, {@code actor_name}, {@code remote_address}, {@code outcome}, {@code attempts}
 *       (in decimal), {@code action}, {@code subject}, {@code before_state}, {@code after_state}:
 *       the columns of {@code audit_entry}, in this order.
 * </ol>
 *
 * <p>Each text is written as the decimal number of its UTF-8 bytes, a colon, the bytes, and a line
 * feed; null as a hyphen and a line feed. So no text can be mistaken for two, or for none. Keys are
 * in the form with hyphens, lower case; times in UTC with six decimals: {@code
 * 2026-11-29T10:00:00.000000Z}.
 */
public record EntryFields(
    UUID id,
    UUID teamId,
    Instant at,
    String actorKind,
    @Nullable UUID actorId,
    String actorName,
    String remoteAddress,
    String outcome,
    int attempts,
    String action,
    String subject,
    @Nullable String before,
    @Nullable String after) {

  /** What stands before the first seal. */
  public static final String NOTHING = "0".repeat(64);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  static EntryFields of(AuditEntry entry) {
    return new EntryFields(
        entry.id(),
        entry.teamId(),
        entry.at(),
        entry.actorKind().name(),
        entry.actorId(),
        entry.actorName(),
        entry.remoteAddress(),
        entry.outcome().name(),
        entry.attempts(),
        entry.action(),
        entry.subject(),
        entry.before(),
        entry.after());
  }

  /** The hash of the seal that holds this entry. */
  public String hash(String previousHash, long sequence, Instant sealedAt) {
    MessageDigest digest = sha256();
    for (String text : texts(previousHash, sequence, sealedAt)) {
      if (text == null) {
        digest.update(new byte[] {'-', '\n'});
      } else {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) '\n');
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private List<@Nullable String> texts(String previousHash, long sequence, Instant sealedAt) {
    return Arrays.asList(
        previousHash,
        Long.toString(sequence),
        TIME.format(sealedAt),
        id.toString(),
        teamId.toString(),
        TIME.format(at),
        actorKind,
        actorId == null ? null : actorId.toString(),
        actorName,
        remoteAddress,
        outcome,
        Integer.toString(attempts),
        action,
        subject,
        before,
        after);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
