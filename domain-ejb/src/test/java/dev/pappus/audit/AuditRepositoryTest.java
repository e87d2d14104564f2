package dev.pappus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AuditRepositoryTest {
  @Parameter TestDatabase.Kind kind;

  private final UUID team = PublicId.newKey();
  private TestDatabase database;
  private AuditTrail audit;
  private AuditRepository entries;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    entries = Injection.wire(new AuditRepository(), database.em());
    audit = Injection.wire(new AuditTrail(), database.em(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void record(UUID of, String actor, String action, String subject) {
    Caller caller = new Caller(of, ActorKind.USER, PublicId.newKey(), actor, Grants.NONE, "");
    database.transaction(() -> audit.record(caller, action, subject, null, null));
  }

  private List<String> found(AuditFilter filter) {
    return entries.page(team, filter, PageRequest.first()).items().stream()
        .map(AuditEntry::subject)
        .toList();
  }

  private static AuditFilter filter(
      @Nullable String actor, @Nullable String action, @Nullable String subject) {
    return new AuditFilter(AuditFilter.Scope.TEAM, null, null, actor, action, subject);
  }

  @Test
  void findsByActorActionAndSubject() {
    record(team, "ann", "app.create", "one");
    record(team, "bob", "app.create", "two");
    record(team, "bob", "app.delete", "three");
    record(PublicId.newKey(), "bob", "app.delete", "not ours");

    assertThat(found(AuditFilter.ALL)).containsExactly("three", "two", "one");
    assertThat(found(filter("bob", null, null))).containsExactly("three", "two");
    assertThat(found(filter(null, "app.create", null))).containsExactly("two", "one");
    assertThat(found(filter(null, null, "one"))).containsExactly("one");
    assertThat(found(filter("bob", "app.create", null))).containsExactly("two");
    assertThat(found(filter("bob", "app.create", "one"))).isEmpty();
  }

  @Test
  void findsByTime() {
    record(team, "ann", "app.create", "one");
    Instant now = Clock.systemUTC().instant();
    Instant before = now.minus(Duration.ofMinutes(1));
    Instant after = now.plus(Duration.ofMinutes(1));

    assertThat(found(between(before, after))).containsExactly("one");
    assertThat(found(between(after, null))).isEmpty();
    assertThat(found(between(null, before))).isEmpty();
  }

  private static AuditFilter between(@Nullable Instant from, @Nullable Instant to) {
    return new AuditFilter(AuditFilter.Scope.TEAM, from, to, null, null, null);
  }

  @Test
  void givesEachEntryOnceOverAllPages() {
    for (int i = 0; i < 7; i++) {
      record(team, "ann", "app.update", "s" + i);
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Page<AuditEntry> page =
          entries.page(team, filter("ann", null, null), PageRequest.of(3, cursor));
      page.items().forEach(entry -> seen.add(entry.subject()));
      cursor = page.next();
    }

    assertThat(seen).containsExactly("s6", "s5", "s4", "s3", "s2", "s1", "s0");
  }
}
