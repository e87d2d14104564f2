package dev.pappus.shared.persistence;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.history.HistoryTable;
import dev.pappus.history.Partitions;
import dev.pappus.history.Week;
import dev.pappus.shared.inject.Injection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated, empty database for one test, on either of the two products, with the real JPA
 * provider and drivers.
 *
 * <p>{@link #em()} and {@link #dataSource()} behave as on a server: inside {@link #transaction}
 * both speak over one connection, and end with it. Outside, each call stands alone.
 */
public final class TestDatabase implements AutoCloseable {

  /** The products; every persistence test runs on both. */
  public enum Kind {
    H2,
    POSTGRESQL
  }

  /** Where the first H2 database leaves its schema for the others, in this JVM's memory. */
  private static final String H2_SCHEMA = "memFS:pappus-schema.sql";

  private static @Nullable EmbeddedPostgres server;
  private static boolean h2SchemaIsThere;

  /** Those that no test uses now. */
  private static final ListMultimap<Kind, Unit> FREE_UNITS = ArrayListMultimap.create();

  private final Kind kind;
  private final DataSource plain;
  private final Runnable shutDown;
  private final Unit unit;
  private final EntityManagerFactory factory;

  @SuppressWarnings("ThreadLocalUsage") // one for each database, closed with it
  private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

  private final List<EntityManager> opened = new ArrayList<>();

  private TestDatabase(Kind kind, DataSource plain, Runnable shutDown) {
    this.kind = kind;
    this.plain = plain;
    this.shutDown = shutDown;
    this.unit = unit(kind);
    unit.database().set(plain);
    this.factory = unit.factory();
  }

  /**
   * A persistence unit that reads and writes the database which is set. Making one reads all
   * entities, which takes longer than most tests; it keeps nothing of a database, as the shared
   * cache is off.
   */
  private record Unit(AtomicReference<DataSource> database, EntityManagerFactory factory) {}

  private static Unit unit(Kind kind) {
    synchronized (FREE_UNITS) {
      List<Unit> free = FREE_UNITS.get(kind);
      if (!free.isEmpty()) {
        return free.remove(free.size() - 1);
      }
    }
    return makeUnit();
  }

  private static Unit makeUnit() {
    AtomicReference<DataSource> database = new AtomicReference<>();
    DataSource source =
        (DataSource)
            Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                    invoke(Objects.requireNonNull(database.get()), method, arguments));
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    properties.put("jakarta.persistence.jtaDataSource", "");
    properties.put("jakarta.persistence.nonJtaDataSource", source);
    properties.put("eclipselink.weaving", "false");
    properties.put("eclipselink.logging.level", "WARNING");
    properties.put("eclipselink.session-name", UUID.randomUUID().toString());
    return new Unit(database, Persistence.createEntityManagerFactory("pappus", properties));
  }

  /** A new database of a product. */
  public static TestDatabase open(Kind kind) {
    return kind == Kind.H2 ? openH2() : openPostgresql();
  }

  private static TestDatabase openH2() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
    source.setUser("sa");
    source.setPassword("sa");
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    makeSchema(pool);
    return new TestDatabase(
        Kind.H2,
        pool,
        () -> {
          pool.dispose();
          // with that delay it would fill the memory until the JVM ends
          execute(source, "shutdown");
        });
  }

  private static synchronized void makeSchema(DataSource empty) {
    if (h2SchemaIsThere) {
      execute(empty, "runscript from '" + H2_SCHEMA + "'");
    } else {
      SchemaMigrator.runScripts(empty);
      execute(empty, "script nopasswords nosettings to '" + H2_SCHEMA + "'");
      h2SchemaIsThere = true;
    }
  }

  private static TestDatabase openPostgresql() {
    EmbeddedPostgres postgres = server();
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(
        postgres.getPostgresDatabase(), "create database " + name + " template pappus_template");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(postgres.getJdbcUrl("postgres", name));
    return new TestDatabase(
        Kind.POSTGRESQL,
        source,
        () ->
            execute(
                postgres.getPostgresDatabase(),
                "drop database if exists " + name + " with (force)"));
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running != null) {
      return running;
    }
    try {
      EmbeddedPostgres started =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", "off")
              .start();
      execute(started.getPostgresDatabase(), "create database pappus_template");
      PGSimpleDataSource template = new PGSimpleDataSource();
      template.setURL(started.getJdbcUrl("postgres", "pappus_template"));
      SchemaMigrator.runScripts(template);
      makePartitions(template);
      server = started;
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Around the present, from which tests take their keys; other times have the default one. */
  private static void makePartitions(DataSource template) {
    Partitions partitions = Injection.wire(new Partitions(), new SqlRunner(template));
    Instant now = Clock.systemUTC().instant();
    for (int week = -1; week <= 1; week++) {
      for (HistoryTable table : HistoryTable.partitioned()) {
        partitions.make(table, Week.of(now.plus(Duration.ofDays(7L * week))));
      }
    }
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public Kind kind() {
    return kind;
  }

  /** For the fields that the container injects: follows the thread's transaction. */
  public EntityManager em() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> invoke(entityManager(), method, arguments));
  }

  /** For the fields that the container injects: follows the thread's transaction. */
  public DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection") && inTransaction()
                    ? unclosable(entityManager().unwrap(Connection.class))
                    : invoke(plain, method, arguments));
  }

  /** Runs it in the thread's transaction, or in a new one that is committed, or rolled back. */
  public <T> T transaction(Callable<T> work) {
    return inTransaction() ? call(work) : newTransaction(work);
  }

  /** Runs it in the thread's transaction, or in a new one that is committed, or rolled back. */
  public void transaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /** Runs it in a transaction of its own. */
  public <T> T newTransaction(Callable<T> work) {
    EntityManager before = current.get();
    EntityManager em = factory.createEntityManager();
    current.set(em);
    em.getTransaction().begin();
    boolean done = false;
    try {
      T result = call(work);
      done = true;
      em.getTransaction().commit();
      return result;
    } finally {
      if (!done && em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
      current.set(before);
    }
  }

  /** Counts rows; {@code from} is what follows {@code from}, conditions included. */
  public long count(String from) {
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + from)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(from, e);
    }
  }

  /** Runs a statement of its own, as another program would. */
  public void execute(String sql) {
    execute(plain, sql);
  }

  private boolean inTransaction() {
    EntityManager em = current.get();
    return em != null && em.getTransaction().isActive();
  }

  private EntityManager entityManager() {
    EntityManager em = current.get();
    if (em == null) {
      em = factory.createEntityManager();
      current.set(em);
      synchronized (opened) {
        opened.add(em);
      }
    }
    if (!em.getTransaction().isActive()) {
      em.clear();
    }
    return em;
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TestDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : invoke(connection, method, arguments));
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    synchronized (opened) {
      opened.forEach(EntityManager::close);
    }
    current.remove();
    shutDown.run();
    synchronized (FREE_UNITS) {
      FREE_UNITS.put(kind, unit);
    }
  }
}
