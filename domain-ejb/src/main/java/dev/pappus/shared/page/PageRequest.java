package dev.pappus.shared.page;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list: keyset paging over time-ordered ids, so that page one thousand costs what
 * page one costs.
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param before only rows with a smaller id; null for the first page
 */
public record PageRequest(int limit, @Nullable UUID before) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  /**
   * Reads what a client sent.
   *
   * @throws DomainException {@code cursor-invalid} if we did not make that cursor
   * @throws InvalidFieldException if the limit is out of range
   */
  public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw new InvalidFieldException("limit", "must be from 1 to " + MAX_LIMIT);
    }
    return new PageRequest(size, cursor == null || cursor.isEmpty() ? null : keyOf(cursor));
  }

  /** The first page of the default size. */
  public static PageRequest first() {
    return new PageRequest(DEFAULT_LIMIT, null);
  }

  static String cursorOf(UUID key) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(key.getMostSignificantBits())
            .putLong(key.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static UUID keyOf(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == 16) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
      }
    } catch (IllegalArgumentException notBase64) {
      throw unknownCursor();
    }
    throw unknownCursor();
  }

  private static DomainException unknownCursor() {
    return new DomainException(
        ProblemKind.MALFORMED,
        "cursor-invalid",
        "Unknown cursor",
        "The cursor is not one that this server gave out; begin again without it.");
  }
}
