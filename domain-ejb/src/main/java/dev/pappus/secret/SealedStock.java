package dev.pappus.secret;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.persistence.AbstractEntity;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sealed texts that lie in a table. A plug-in of the re-key job: the feature that stores them holds
 * the implementation.
 */
public interface SealedStock {

  /**
   * Where they lie, {@code table.column}. A migration marks each such column by the comment {@code
   * sealed}; a test compares the two.
   */
  Set<String> columns();

  /** How many rows another key than the newest has sealed; those that cannot be read count too. */
  long waiting();

  /**
   * Seals anew, in a transaction of its own, what another key than the newest has sealed. A row
   * that cannot be read is passed by.
   *
   * @param after the last row of the batch before; null for the first
   * @param max rows at most
   */
  Batch rekey(@Nullable UUID after, int max);

  /**
   * What was done.
   *
   * @param done rows that were sealed anew
   * @param last the last row that was looked at; null if there were no more
   */
  record Batch(int done, @Nullable UUID last) {
    private static final System.Logger LOG = System.getLogger(SealedStock.class.getName());

    /**
     * Seals rows anew, one after the other.
     *
     * @param kind what the rows are, for the log
     * @param reseal ends with {@link UnreadableSecretException} where a row cannot be read
     */
    public static <T extends AbstractEntity> Batch of(
        IdKind kind, List<T> rows, Consumer<T> reseal) {
      return of(row -> PublicId.format(kind, row.id()), rows, reseal);
    }

    /**
     * As {@link #of(IdKind, List, Consumer)}, for rows without a public id.
     *
     * @param name what the log calls a row
     */
    public static <T extends AbstractEntity> Batch of(
        Function<T, String> name, List<T> rows, Consumer<T> reseal) {
      int done = 0;
      for (T row : rows) {
        try {
          reseal.accept(row);
          done++;
        } catch (UnreadableSecretException e) {
          LOG.log(
              Level.WARNING,
              LogLine.of("secret.unreadable").with("row", name.apply(row)).toString());
        }
      }
      return new Batch(done, rows.isEmpty() ? null : rows.get(rows.size() - 1).id());
    }
  }
}
