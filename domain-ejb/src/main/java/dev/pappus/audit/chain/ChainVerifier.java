package dev.pappus.audit.chain;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain from its beginning, or from a place inside it, and names what is not as it was
 * sealed. Only reads, by plain JDBC, on a connection whose owner closes it; while the application
 * goes on writing, too.
 *
 * <p>It finds entries that were changed, removed or inserted. Whoever can write to the database can
 * also make a whole new chain, or cut off the end of this one: against that stands the head that
 * was told to the log before, which {@link #compare} looks for.
 */
public final class ChainVerifier {
  static final int MAX_FINDINGS = 100;

  /** Rows in memory at a time: one may have 200,000 characters. */
  private static final int FETCH = 200;

  /** The action of the entry that a cut leaves behind. */
  static final String CUT = "audit.cut";

  /**
   * How much older than those before it an entry may be. Transactions end within minutes, and what
   * waits is sealed in the order of its ids, which is that of time.
   */
  private static final Duration LATE = Duration.ofHours(1);

  private static final String NEXT =
      "select s.sequence, s.entry_id, s.sealed_at, s.previous_hash, s.hash, e.id, e.team_id,"
          + " e.at_time, e.actor_kind, e.actor_id, e.actor_name, e.remote_address, e.outcome,"
          + " e.attempts, e.action, e.subject, e.before_state, e.after_state"
          + " from audit_seal s left join audit_entry e on e.id = s.entry_id"
          + " where s.sequence > ? order by s.sequence limit ?";

  private final Connection connection;
  private final List<ChainFinding> findings = new ArrayList<>();
  private final State known;
  private final long after;
  private long found;
  private long position;
  private String hash;
  private Instant newest = Instant.EPOCH;
  private String hashAtKnownHead;

  /** What the application's own row says of the chain. */
  private record State(long head, String headHash, long anchor, String anchorHash) {}

  /** From the beginning. */
  public ChainVerifier(Connection connection) throws SQLException {
    this(connection, 0);
  }

  /**
   * From behind a place that was verified before.
   *
   * @param after that place; one that is not there any more means the beginning
   */
  public ChainVerifier(Connection connection, long after) throws SQLException {
    this.connection = connection;
    this.known = state();
    if (after > known.anchor()) {
      this.after = after;
      hash = "";
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select s.hash, e.at_time from audit_seal s left join audit_entry e"
                  + " on e.id = s.entry_id where s.sequence = ?")) {
        statement.setLong(1, after);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            hash = row.getString(1);
            newest = time(row, 2, Instant.EPOCH);
          }
        }
      }
    } else {
      this.after = known.anchor();
      hash = known.anchorHash();
      checkBeginning();
    }
    position = this.after;
    hashAtKnownHead = position == known.head() ? hash : "";
  }

  private State state() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select head_sequence, head_hash, anchor_sequence, anchor_hash from audit_chain");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("The table audit_chain is empty");
      }
      return new State(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4));
    }
  }

  private void checkBeginning() throws SQLException {
    if (known.anchor() == 0) {
      if (!known.anchorHash().equals(EntryFields.NOTHING)) {
        add(ChainFinding.Kind.BEGINNING_DIFFERS, 0, "the chain does not begin with nothing");
      }
      return;
    }
    String wanted = "\"sequence\":" + known.anchor() + ",\"hash\":\"" + known.anchorHash() + "\"";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select after_state from audit_entry where team_id = ? and action = ?"
                + " order by id desc limit 1")) {
      statement.setObject(1, new UUID(0, 0));
      statement.setString(2, CUT);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !row.getString(1).contains(wanted)) {
          add(
              ChainFinding.Kind.BEGINNING_DIFFERS,
              known.anchor(),
              "no entry says that the chain was cut here");
        }
      }
    }
  }

  /**
   * Goes on.
   *
   * @param limit how many seals at the most
   * @return whether there may be more
   */
  public boolean walk(int limit) throws SQLException {
    int seen = 0;
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, position);
      statement.setInt(2, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          look(row);
          seen++;
        }
      }
    }
    return seen == limit;
  }

  private void look(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    String previous = row.getString("previous_hash");
    if (sequence != position + 1) {
      if (!wasCutMeanwhile(sequence)) {
        add(
            ChainFinding.Kind.SEALS_MISSING,
            position + 1,
            sequence - position - 1 + " missing before " + sequence);
      }
    } else if (!previous.equals(hash)) {
      add(ChainFinding.Kind.BROKEN, sequence, "does not hold the hash of the seal before it");
    }
    String sealed = row.getString("hash");
    String name = name(row.getObject("entry_id", UUID.class));
    if (row.getObject("id") == null) {
      add(ChainFinding.Kind.REMOVED, sequence, name + " is gone");
    } else {
      EntryFields entry = entry(row);
      Instant sealedAt = time(row, 3, Instant.EPOCH);
      if (!entry.hash(previous, sequence, sealedAt).equals(sealed)) {
        add(ChainFinding.Kind.CHANGED, sequence, name + " is not what was sealed");
      }
      if (entry.at().isBefore(newest.minus(LATE))) {
        add(
            ChainFinding.Kind.OUT_OF_TIME,
            sequence,
            name + " claims " + entry.at() + ", but was sealed after one of " + newest);
      } else if (entry.at().isAfter(newest)) {
        newest = entry.at();
      }
    }
    position = sequence;
    hash = sealed;
    if (position == known.head()) {
      hashAtKnownHead = hash;
    }
  }

  /** Retention may remove the beginning while this walks there. */
  private boolean wasCutMeanwhile(long sequence) throws SQLException {
    return state().anchor() == sequence - 1;
  }

  private static EntryFields entry(ResultSet row) throws SQLException {
    return new EntryFields(
        row.getObject("id", UUID.class),
        row.getObject("team_id", UUID.class),
        time(row, 8, Instant.EPOCH),
        row.getString("actor_kind"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getString("remote_address"),
        row.getString("outcome"),
        row.getInt("attempts"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("before_state"),
        row.getString("after_state"));
  }

  /**
   * Looks for a head that was told before: the log's {@code audit.head}. After the walk.
   *
   * @param sequence its place
   * @param wanted its hash
   */
  public void compare(long sequence, String wanted) throws SQLException {
    if (sequence > position) {
      add(ChainFinding.Kind.END_MISSING, sequence, "the chain ends at " + position);
      return;
    }
    String there = sequence == known.anchor() ? known.anchorHash() : null;
    if (there == null) {
      try (PreparedStatement statement =
          connection.prepareStatement("select hash from audit_seal where sequence = ?")) {
        statement.setLong(1, sequence);
        try (ResultSet row = statement.executeQuery()) {
          there = row.next() ? row.getString(1) : null;
        }
      }
    }
    if (there == null && sequence < known.anchor()) {
      add(
          ChainFinding.Kind.HEAD_DIFFERS,
          sequence,
          "cannot be compared: retention has removed the chain up to " + known.anchor());
    } else if (!wanted.equals(there)) {
      add(ChainFinding.Kind.HEAD_DIFFERS, sequence, "the hash there is " + there);
    }
  }

  /** Looks at what the chain does not hold, and tells of all. After the walk. */
  public ChainReport finish() throws SQLException {
    if (position < known.head()) {
      add(
          ChainFinding.Kind.END_MISSING,
          known.head(),
          "the application has sealed up to here, the chain ends at " + position);
    } else if (known.head() >= after && !hashAtKnownHead.equals(known.headHash())) {
      add(ChainFinding.Kind.HEAD_DIFFERS, known.head(), "the application has sealed another hash");
    }
    findInserted();
    long unsealed = 0;
    Instant since = null;
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select u.entry_id, e.at_time from audit_unsealed u"
                    + " left join audit_entry e on e.id = u.entry_id");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Instant at = time(row, 2, Instant.MIN);
        if (at.equals(Instant.MIN)) {
          String name = name(row.getObject(1, UUID.class));
          add(ChainFinding.Kind.REMOVED, 0, name + " went before it was sealed");
        } else {
          unsealed++;
          since = since == null || at.isBefore(since) ? at : since;
        }
      }
    }
    return new ChainReport(after, position, hash, findings, found, unsealed, since);
  }

  /**
   * One statement, so that an entry which is sealed meanwhile is seen in one state or the other.
   */
  private void findInserted() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select e.id, e.at_time from audit_entry e"
                + " where not exists (select 1 from audit_seal s where s.entry_id = e.id)"
                + " and not exists (select 1 from audit_unsealed u where u.entry_id = e.id)")) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          add(
              ChainFinding.Kind.INSERTED,
              0,
              name(row.getObject(1, UUID.class))
                  + " of "
                  + time(row, 2, Instant.EPOCH)
                  + " has no seal and waits for none");
        }
      }
    }
  }

  /** The place it has reached. */
  public long position() {
    return position;
  }

  private void add(ChainFinding.Kind kind, long sequence, String detail) {
    found++;
    if (findings.size() < MAX_FINDINGS) {
      findings.add(new ChainFinding(kind, sequence, detail));
    }
  }

  /** The first thing that was found; null for none. */
  public @Nullable ChainFinding first() {
    return findings.isEmpty() ? null : findings.get(0);
  }

  private static String name(UUID entryId) {
    return PublicId.format(IdKind.AUDIT_ENTRY, entryId);
  }

  private static Instant time(ResultSet row, int column, Instant otherwise) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? otherwise : time.toInstant();
  }
}
