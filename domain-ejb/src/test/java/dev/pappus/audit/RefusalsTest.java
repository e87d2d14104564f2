package dev.pappus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:05Z");

  private final SettableClock clock = new SettableClock(START);
  private final List<AuditEntry> written = new ArrayList<>();
  private final Refusals refusals =
      Injection.wire(
          new Refusals(),
          clock,
          new RefusalWriter() {
            @Override
            public void write(AuditEntry entry) {
              written.add(entry);
            }
          });

  private void guess(String address) {
    refusals.note(Refusals.stranger(ActorKind.TOKEN, "unknown", address), "token.use", "api", null);
  }

  @Test
  void writesTheFirstAttemptAtOnce() {
    guess("203.0.113.7");

    assertThat(written).hasSize(1);
    assertThat(written.get(0).outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(written.get(0).remoteAddress()).isEqualTo("203.0.113.7");
    assertThat(written.get(0).attempts()).isEqualTo(1);
    assertThat(written.get(0).teamId()).isEqualTo(Refusals.INSTALLATION);
  }

  @Test
  void countsWhatFollowsInTheSameMinute() {
    for (int i = 0; i < 1000; i++) {
      guess("203.0.113.7");
    }
    assertThat(written).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    refusals.flush();

    assertThat(written).extracting(AuditEntry::attempts).containsExactly(1, 999);
  }

  @Test
  void writesNothingMoreWhereOneAttemptWasAll() {
    guess("203.0.113.7");

    clock.advance(Duration.ofMinutes(1));
    refusals.flush();

    assertThat(written).hasSize(1);
  }

  @Test
  void takesTheAddressesOfOneNetworkForOne() {
    guess("2001:db8:0:1::1");
    guess("2001:db8:0:1::2");
    guess("2001:db8:0:2::1");

    assertThat(written).hasSize(2);
  }

  @Test
  void tellsCallersApartWhoComeFromOneAddress() {
    refusals.note(caller(PublicId.newKey()), "access.refused", "upload", null);
    refusals.note(caller(PublicId.newKey()), "access.refused", "upload", null);

    assertThat(written).hasSize(2);
  }

  @Test
  void tellsApartWhatOneCallerWasRefused() {
    Caller caller = caller(PublicId.newKey());
    refusals.note(caller, "access.refused", "upload", null);
    refusals.note(caller, "access.refused", "manage_apps", null);
    refusals.note(caller, "access.refused", "upload", null);

    assertThat(written).extracting(AuditEntry::subject).containsExactly("upload", "manage_apps");
  }

  @Test
  void countsTheRestTogetherWhenThereAreTooMany() {
    for (int i = 0; i < 1000; i++) {
      guess("198.51." + i / 250 + "." + i % 250);
    }
    refusals.flushAll();

    assertThat(written).hasSize(Refusals.MAX_KEYS + 2);
    assertThat(written.get(Refusals.MAX_KEYS + 1).attempts()).isEqualTo(899);
    assertThat(written.stream().mapToInt(AuditEntry::attempts).sum()).isEqualTo(1000);
    assertThat(written.get(Refusals.MAX_KEYS).actorName()).isEqualTo("others");
  }

  @Test
  void keepsTextsThatTheDatabaseCanHold() {
    refusals.note(
        Refusals.stranger(ActorKind.USER, "\0" + "x".repeat(1000), "y".repeat(100)),
        "console.sign-in",
        "console",
        null);

    assertThat(written.get(0).actorName()).hasSizeBetween(250, 254).startsWith("\ufffdxxx");
    assertThat(written.get(0).remoteAddress()).hasSize(64);
  }

  @Test
  void standsThoughItCannotBeWritten() {
    Refusals failing =
        Injection.wire(
            new Refusals(),
            clock,
            new RefusalWriter() {
              @Override
              public void write(AuditEntry entry) {
                throw new IllegalStateException("no database");
              }
            });

    failing.note(Refusals.stranger(ActorKind.USER, "a", "b"), "console.sign-in", "console", null);

    assertThat(written).isEmpty();
  }

  private static Caller caller(UUID id) {
    return new Caller(PublicId.newKey(), ActorKind.TOKEN, id, "ci", Grants.NONE, "203.0.113.7");
  }
}
