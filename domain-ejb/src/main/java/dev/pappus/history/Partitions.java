package dev.pappus.history;

import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.shared.id.PublicId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and drops partitions on PostgreSQL, each step in a transaction of its own.
 *
 * <p>Every statement of the engine that comes while a step waits for its lock waits behind it. So a
 * step waits a quarter of a second and no longer; then it fails, changes nothing, and is tried
 * again at the next run. {@code detach … concurrently} would not block, but PostgreSQL refuses it
 * for a table with a default partition (<a
 * href="https://www.postgresql.org/docs/15/sql-altertable.html">ALTER TABLE</a>).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Partitions {
  /** Rows of a week that are moved out of the default partition; this many take well under 1 s. */
  static final int MOST_MOVED = 5000;

  private static final String LOCK_TIMEOUT = "250ms";

  /** One maker at a time, of all nodes; the number means nothing. */
  private static final long MAKING = 0x50617070L;

  @Inject SqlRunner sql;

  /** The partitions of a table but the default one. */
  public List<Partition> list(HistoryTable table) {
    return sql
        .query(
            "select c.relname, pg_get_expr(c.relpartbound, c.oid) from pg_inherits i"
                + " join pg_class c on c.oid = i.inhrelid where i.inhparent = cast(? as regclass)"
                + " order by c.relname",
            row -> Partition.of(row.getString(1), row.getString(2)),
            table.table())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Makes the partition of a week, if it is not there. Rows of that week that came before it lie in
   * the default partition: a few are moved; many stay there until they go in batches, and the week
   * gets no partition.
   *
   * @return whether it was made
   */
  public boolean make(HistoryTable table, Week week) {
    waitOnlyBriefly();
    sql.query("select pg_advisory_xact_lock(?)", row -> Boolean.TRUE, MAKING);
    String name = week.partitionOf(table);
    String parent = table.table();
    if (exists(name) || overlaps(table, week)) {
      return false;
    }
    String from = literal(week.start());
    String to = literal(week.end());
    String early = parent + "_default where id >= " + from + " and id < " + to;
    int rows = count("select count(*) from (select 1 from " + early + " limit ?) q");
    if (rows > MOST_MOVED) {
      return false;
    }
    sql.update("create table " + name + " (like " + parent + " including all)");
    if (rows > 0) {
      // on the whole table: a statement that has looked up its partitions already and only waits
      // for the default one would not find a moved row
      sql.update("lock table " + parent + " in access exclusive mode");
      sql.update(
          "with moved as (delete from "
              + early
              + " returning *) insert into "
              + name
              + " select * from moved");
    }
    sql.update(
        "alter table "
            + parent
            + " attach partition "
            + name
            + " for values from ("
            + from
            + ") to ("
            + to
            + ")");
    return true;
  }

  private boolean exists(String name) {
    return sql.query("select to_regclass(?) is not null", row -> row.getBoolean(1), name)
        .contains(true);
  }

  /** An operator may have made partitions of another width. */
  private boolean overlaps(HistoryTable table, Week week) {
    return list(table).stream()
        .anyMatch(there -> there.from().isBefore(week.end()) && there.to().isAfter(week.start()));
  }

  private int count(String query) {
    return sql.query(query, row -> row.getInt(1), MOST_MOVED + 1).get(0);
  }

  /** Whether an unfinished delivery needs something of a partition. */
  public boolean held(HistoryTable table, Partition partition) {
    return !sql.query(
            "select 1 from " + table.holders() + " limit 1",
            row -> Boolean.TRUE,
            PublicId.firstKeyAt(partition.from()),
            PublicId.firstKeyAt(partition.to()))
        .isEmpty();
  }

  /**
   * Takes a partition out of its table, and gives it a name by which {@link #dropDetached} finds it
   * though the process die in between.
   */
  public void detach(HistoryTable table, Partition partition) {
    waitOnlyBriefly();
    sql.update("alter table " + table.table() + " detach partition " + partition.name());
    sql.update("alter table " + partition.name() + " rename to gone_" + partition.name());
  }

  /** What was taken out and is still there. */
  public List<String> detached() {
    return sql.query(
        "select relname from pg_class where relkind = 'r' and relname like 'gone\\_%'"
            + " and relnamespace = cast(current_schema() as regnamespace) order by relname",
        row -> row.getString(1));
  }

  /** Removes what was taken out; nobody sees it any more. */
  public void dropDetached(String name) {
    waitOnlyBriefly();
    sql.update("drop table " + name);
  }

  private void waitOnlyBriefly() {
    sql.query("select set_config('lock_timeout', ?, true)", row -> Boolean.TRUE, LOCK_TIMEOUT);
  }

  private static String literal(Instant time) {
    UUID key = PublicId.firstKeyAt(time);
    return "'" + key + "'";
  }
}
