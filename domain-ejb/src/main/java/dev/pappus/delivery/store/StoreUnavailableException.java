package dev.pappus.delivery.store;

import dev.pappus.shared.problem.UnavailableException;
import java.sql.SQLException;

/**
 * The database did not do it this time: a lost connection, a deadlock, a time-out. In a new
 * transaction it may succeed.
 */
public class StoreUnavailableException extends UnavailableException {

  public StoreUnavailableException(SQLException cause) {
    super("The database did not answer.");
    initCause(cause);
  }
}
