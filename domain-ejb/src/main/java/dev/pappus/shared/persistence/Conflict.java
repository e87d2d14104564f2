package dev.pappus.shared.persistence;

import dev.pappus.shared.problem.DomainException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two transactions that cannot both be right: a unique constraint, a deadlock, a version that moved
 * on. The one that lost is tried again, in a new transaction.
 */
public final class Conflict {
  private static final int ATTEMPTS = 5;

  private Conflict() {}

  /**
   * Runs work that is one transaction, again after a conflict, a few times.
   *
   * @param work a call of a transactional bean from outside any transaction
   */
  public static <T> T retrying(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (DomainException refusal) {
        throw refusal;
      } catch (EJBException | PersistenceException e) {
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  /** Whether the same work may succeed in a new transaction. */
  public static boolean isConflict(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        // class 23: integrity constraint; class 40: transaction rollback (ISO/IEC 9075-2 §24)
        String state = sql.getSQLState();
        return state.startsWith("23") || state.startsWith("40");
      }
    }
    return false;
  }
}
