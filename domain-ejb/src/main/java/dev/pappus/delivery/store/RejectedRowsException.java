package dev.pappus.delivery.store;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.sql.SQLException;

/**
 * The database will never take these rows: SQLState class 22 (data exception) or 23 (integrity
 * constraint). Trying again cures nothing, leaving the bad row out does.
 */
public class RejectedRowsException extends DomainException {

  public RejectedRowsException(SQLException cause) {
    super(
        ProblemKind.INVALID,
        "rows-rejected",
        "Rows rejected",
        "The database refused the rows: SQLState " + cause.getSQLState());
    initCause(cause);
  }
}
