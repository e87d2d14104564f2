package dev.pappus.shared.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.Team;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.security.Caller;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class TestDatabaseTest {
  @Parameter TestDatabase.Kind kind;
  TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsKeysAndTimesAsTheDatabasesOwnTypes() throws Exception {
    Instant now = Instant.parse("2026-11-24T10:00:00.123456Z");
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), now);

    database.transaction(() -> database.em().persist(team));

    Team found = database.em().find(Team.class, team.id());
    assertThat(found.createdAt()).isEqualTo(now);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id, created_at from team")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getObject(1)).isEqualTo(team.id());
    }
  }

  @Test
  void letsJdbcSeeWhatJpaFlushedInTheSameTransaction() {
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("UTC"), Instant.EPOCH);

    long seen =
        database.transaction(
            () -> {
              database.em().persist(team);
              database.em().flush();
              try (Connection connection = database.dataSource().getConnection();
                  Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("select count(*) from team")) {
                row.next();
                return row.getLong(1);
              }
            });

    assertThat(seen).isEqualTo(1);
  }

  @Test
  void keepsAKeyThatIsNull() {
    AuditTrail trail = Injection.wire(new AuditTrail(), database.em(), Clock.systemUTC());

    database.transaction(
        () -> trail.record(Caller.system(UUID.randomUUID()), "a.b", "subject", null, null));

    assertThat(database.count("audit_entry where actor_id is null")).isEqualTo(1);
  }
}
