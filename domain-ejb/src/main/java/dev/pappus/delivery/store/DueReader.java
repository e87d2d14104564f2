package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.SqlRunner.instant;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Endpoint;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneGate;
import dev.pappus.delivery.LaneTerms;
import dev.pappus.delivery.RateLimit;
import dev.pappus.delivery.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is due for one round: the lanes and their webhooks, then what waits in them, then what
 * is sent, and its bytes. Four statements, however many lanes and deliveries.
 */
final class DueReader {
  /** Searches lanes; another on each database. */
  interface Search {
    List<DueKey> find(List<LaneSearch> searches);
  }

  /** What is due since then is a test. */
  private static final Instant TESTS = Instant.EPOCH;

  private static final Instant BEFORE_TESTS = TESTS.minusSeconds(1);

  private final SqlRunner sql;
  private final Search search;
  private final UUID node;
  private final Instant now;
  private final Set<UUID> busy;

  DueReader(SqlRunner sql, Search search, UUID node, Instant now, Set<UUID> busy) {
    this.sql = sql;
    this.search = search;
    this.node = node;
    this.now = now;
    this.busy = busy;
  }

  /** A lane that is looked at, as its rows say. */
  private record Source(
      LaneDemand demand,
      Endpoint endpoint,
      LaneTerms terms,
      LaneGate gate,
      long generation,
      boolean open) {

    boolean probing() {
      return open && gate.probing();
    }

    /** A lane that may not be called has tests alone to give. */
    boolean holdsWanted() {
      return open || demand.tests();
    }

    LaneSearch search(Instant now) {
      int wanted = probing() ? Math.min(1, demand.wanted()) : demand.wanted();
      return new LaneSearch(
          demand.webhookId(),
          demand.tests() ? BEFORE_TESTS : TESTS,
          open ? now : TESTS,
          wanted + demand.busy(),
          terms.ordered());
    }
  }

  Reading read(List<LaneDemand> demands) {
    Map<UUID, Source> sources = sources(demands);
    if (sources.isEmpty()) {
      return Reading.NOTHING;
    }
    List<DueKey> found =
        found(sources).stream().filter(key -> !busy.contains(key.deliveryId())).toList();
    return new Reading(
        found.isEmpty() ? List.of() : complete(found, sources),
        sources.values().stream().map(Source::terms).toList(),
        sources.values().stream().map(Source::gate).toList());
  }

  private List<DueKey> found(Map<UUID, Source> sources) {
    List<LaneSearch> searches =
        sources.values().stream()
            // one that is full is looked at for its terms alone
            .filter(source -> source.demand().wanted() > 0 && source.holdsWanted())
            .map(source -> source.search(now))
            .toList();
    return searches.isEmpty() ? List.of() : search.find(searches);
  }

  private Map<UUID, Source> sources(List<LaneDemand> demands) {
    Map<UUID, LaneDemand> byWebhook = new LinkedHashMap<>();
    demands.forEach(demand -> byWebhook.put(demand.webhookId(), demand));
    Map<UUID, Source> sources = new LinkedHashMap<>();
    sql.query(
            "select w.id, w.version, w.url, w.enabled, w.secret, w.previous_secret,"
                + " w.previous_secret_until, w.asymmetric_key, w.custom_headers, w.retry_schedule, w.rate_limit, w.rate_period,"
                + " w.max_concurrency, w.ordered, l.epoch, l.generation, l.circuit, l.open_until,"
                + " l.slow_until, l.news, l.failures, l.failing_since, l.last_attempt_at,"
                + " l.last_outcome, l.last_success_at, l.webhook_id, l.owner, l.told"
                + " from webhook_lane l join webhook w on w.id = l.webhook_id"
                + " where l.webhook_id = any(?) and l.owner = ? and w.removed_at is null",
            row -> source(byWebhook.get(row.getObject("id", UUID.class)), row),
            byWebhook.keySet(),
            node)
        .forEach(
            found -> found.forEach(source -> sources.put(source.demand().webhookId(), source)));
    return sources;
  }

  private List<Source> source(@Nullable LaneDemand demand, ResultSet row) throws SQLException {
    if (demand == null || demand.epoch() != row.getLong("epoch")) {
      return List.of();
    }
    LaneGate gate = JdbcDeliveryStore.lane(row).gate(now);
    boolean open = row.getBoolean("enabled") && gate.opensIn().isZero();
    return List.of(
        new Source(demand, endpoint(row), terms(row), gate, row.getLong("generation"), open));
  }

  private static LaneTerms terms(ResultSet row) throws SQLException {
    Integer calls = row.getObject("rate_limit", Integer.class);
    return new LaneTerms(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getBoolean("ordered"),
        row.getObject("max_concurrency", Integer.class),
        calls == null ? null : new RateLimit(calls, period(row.getString("rate_period"))));
  }

  private static Duration period(@Nullable String name) {
    return "MINUTE".equals(name) ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
  }

  private static Endpoint endpoint(ResultSet row) throws SQLException {
    return new Endpoint(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("url"),
        row.getString("secret"),
        row.getString("previous_secret"),
        instant(row, "previous_secret_until"),
        row.getString("asymmetric_key"),
        row.getString("custom_headers"),
        schedule(row.getString("retry_schedule")));
  }

  private static @Nullable List<Duration> schedule(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(text.split(",", -1))
        .filter(delay -> !delay.isEmpty())
        .map(Duration::parse)
        .toList();
  }

  /** What belongs to a delivery for good. */
  private record Kept(boolean test, UUID eventId, UUID bodyId) {}

  /** What is sent of them, in the order they were found; of a lane that probes only the first. */
  private List<DueDelivery> complete(List<DueKey> found, Map<UUID, Source> sources) {
    Map<UUID, Kept> kept = kept(found.stream().map(DueKey::deliveryId).toList());
    Map<UUID, MessageBody> bodies =
        bodies(kept.values().stream().map(Kept::bodyId).collect(Collectors.toSet()));
    List<DueDelivery> all = new ArrayList<>(found.size());
    Set<UUID> probed = new HashSet<>();
    for (DueKey key : found) {
      Source source = sources.get(key.webhookId());
      Kept one = kept.get(key.deliveryId());
      MessageBody body = one == null ? null : bodies.get(one.bodyId());
      if (source != null && one != null && body != null) {
        DueDelivery due = due(key, one, source, body);
        if (!due.probe() || probed.add(due.webhookId())) {
          all.add(due);
        }
      }
    }
    return all;
  }

  /**
   * Each table by itself, by its own keys and the range they lie in. In one statement with the
   * bodies PostgreSQL looked for these in every partition; without a range it read all deliveries
   * there are; joined to the due rows it compared each with each.
   */
  private Map<UUID, Kept> kept(List<UUID> deliveries) {
    Map<UUID, Kept> kept = new HashMap<>();
    KeyRange range = KeyRange.of(deliveries);
    sql.query(
        "select id, test, event_id, body_id from delivery"
            + " where id = any(?) and id >= ? and id <= ?",
        row ->
            kept.put(
                row.getObject("id", UUID.class),
                new Kept(
                    row.getBoolean("test"),
                    row.getObject("event_id", UUID.class),
                    row.getObject("body_id", UUID.class))),
        deliveries,
        range.least(),
        range.most());
    return kept;
  }

  /** Several deliveries may have one body. */
  private Map<UUID, MessageBody> bodies(Set<UUID> ids) {
    Map<UUID, MessageBody> bodies = new HashMap<>();
    if (ids.isEmpty()) {
      return bodies;
    }
    KeyRange range = KeyRange.of(ids);
    sql.query(
            "select id, event_id, event_type, format, content_type, bytes from message_body"
                + " where id = any(?) and id >= ? and id <= ?",
            JdbcDeliveryStore::body,
            ids,
            range.least(),
            range.most())
        .forEach(body -> bodies.put(body.id(), body));
    return bodies;
  }

  private static DueDelivery due(DueKey key, Kept kept, Source source, MessageBody body) {
    return new DueDelivery(
        key.deliveryId(),
        source.endpoint(),
        source.demand().epoch(),
        source.generation(),
        key.attemptCount(),
        kept.test(),
        !kept.test() && source.probing(),
        kept.eventId(),
        body.eventType(),
        body.format(),
        body.contentType(),
        body.bytes());
  }
}
