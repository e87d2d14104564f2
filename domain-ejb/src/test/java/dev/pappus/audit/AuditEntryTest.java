package dev.pappus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditEntryTest {

  @ParameterizedTest
  @EnumSource
  void isKeptThoughTheActorHasNoKey(TestDatabase.Kind kind) {
    Caller caller = Caller.system(UUID.randomUUID());
    AuditEntry entry = new AuditEntry(caller, "job.run", "job", null, null, Instant.EPOCH);
    try (TestDatabase database = TestDatabase.open(kind)) {

      database.transaction(() -> database.em().persist(entry));

      AuditEntry found = database.em().find(AuditEntry.class, entry.id());
      assertThat(found.actorId()).isNull();
    }
  }
}
