package dev.pappus.audit;

import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes refused attempts down: who tried what and was not allowed to. The first of a kind in a
 * minute is written at once; those after it are counted, and written as one entry when the minute
 * is over. So nobody fills the table by trying: a node writes at most two entries a minute for each
 * caller and subject (for strangers: each address, of IPv6 each /64 network), and at most {@value
 * #MAX_KEYS} of them; the rest is counted together.
 *
 * <p>Counts are in memory: what a node that is killed had counted in its last minute is lost, the
 * first attempt is not. A refusal stands even if it cannot be written; the log says so then.
 */
@ApplicationScoped
public class Refusals {
  static final int MAX_KEYS = 100;
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
  private static final String THE_REST = "";
  private static final int MAX_NAME = 254;
  private static final int MAX_ADDRESS = 64;

  /** In place of a team's key where nobody knows whose attempt it was. */
  public static final UUID INSTALLATION = new UUID(0, 0);

  /** Those who came when there were too many to tell apart. */
  private static final Caller OTHERS = stranger(ActorKind.SYSTEM, "others", "");

  @Inject RefusalWriter writer;
  @Inject Clock clock;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private Instant minute = Instant.EPOCH;

  /** What was tried, and how often after the first time. */
  private static final class Tally {
    final Caller caller;
    final String action;
    final String subject;
    int more;

    Tally(Caller caller, String action, String subject) {
      this.caller = caller;
      this.action = action;
      this.subject = subject;
    }

    AuditEntry entry(@Nullable String wanted, int attempts, Instant at) {
      return AuditEntry.refused(caller, action, subject, wanted, attempts, at);
    }
  }

  /** Somebody without a name that we know, as the caller of a refused attempt. */
  public static Caller stranger(ActorKind kind, String name, String remoteAddress) {
    return new Caller(INSTALLATION, kind, null, name, Grants.NONE, remoteAddress);
  }

  /**
   * Notes an attempt.
   *
   * @param caller who tried; {@link #stranger} where nobody knows
   * @param action {@code noun.verb}
   * @param subject public id of what it was about, or a word for it; at most 40 characters
   * @param wanted more of what was wanted, without secrets; null for nothing
   */
  public void note(Caller caller, String action, String subject, @Nullable JsonObject wanted) {
    Caller storable =
        new Caller(
            caller.teamId(),
            caller.kind(),
            caller.actorId(),
            TextRules.cut(TextRules.storable(caller.actorName()), MAX_NAME),
            caller.grants(),
            TextRules.cut(caller.remoteAddress(), MAX_ADDRESS));
    List<AuditEntry> due = new ArrayList<>();
    synchronized (this) {
      collect(due);
      String key = keyOf(storable, action, subject);
      if (tallies.containsKey(key) || tallies.size() < MAX_KEYS) {
        String text = wanted == null ? null : wanted.toString();
        count(key, new Tally(storable, action, subject), text, due);
      } else {
        count(THE_REST, new Tally(OTHERS, "refusals.others", "others"), null, due);
      }
    }
    due.forEach(this::write);
  }

  private void count(String key, Tally first, @Nullable String wanted, List<AuditEntry> due) {
    Tally known = tallies.putIfAbsent(key, first);
    if (known == null) {
      due.add(first.entry(wanted, 1, clock.instant()));
    } else {
      known.more++;
    }
  }

  /** Writes what was counted in minutes that are over. */
  public void flush() {
    List<AuditEntry> due = new ArrayList<>();
    synchronized (this) {
      collect(due);
    }
    due.forEach(this::write);
  }

  /** Writes all that was counted: the server stops. */
  public void flushAll() {
    List<AuditEntry> due = new ArrayList<>();
    synchronized (this) {
      minute = Instant.EPOCH;
      collect(due);
    }
    due.forEach(this::write);
  }

  private void collect(List<AuditEntry> due) {
    Instant now = clock.instant();
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    if (current.equals(minute)) {
      return;
    }
    for (Tally tally : tallies.values()) {
      if (tally.more > 0) {
        due.add(
            AuditEntry.refused(tally.caller, tally.action, tally.subject, null, tally.more, now));
      }
    }
    tallies.clear();
    minute = current;
  }

  private void write(AuditEntry entry) {
    try {
      writer.write(entry);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("audit.refusal-not-written")
              .with("action", entry.action())
              .with("address", entry.remoteAddress())
              .toString(),
          e);
    }
  }

  /** Of a known caller each subject is told apart; a stranger could choose them. */
  private static String keyOf(Caller caller, String action, String subject) {
    UUID actor = caller.actorId();
    return action
        + "/"
        + (actor == null ? ClientNetwork.of(caller.remoteAddress()) : actor + "/" + subject);
  }
}
