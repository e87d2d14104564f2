package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberPassTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private static final UUID ID = PublicId.newKey();

  private final Instant begun = clock.instant();

  /** The sessions that go on. */
  private final Set<UUID> listed = new HashSet<>(Set.of(ID));

  private final AccountSessionRepository sessions =
      new AccountSessionRepository() {
        @Override
        Optional<AccountSession> find(UUID id) {
          return listed.contains(id)
              ? Optional.of(new AccountSession(session(), "", "", begun))
              : Optional.empty();
        }
      };
  private final AccountSettings settings = new AccountSettings();
  private final MemberPass pass =
      Injection.wire(new MemberPass(), KeyRingFixture.of(1), clock, sessions, settings);
  private final SessionKey session = new SessionKey(PublicId.newKey(), 7);

  private SessionKey session() {
    return session;
  }

  @Test
  void tellsWhoseSessionItIs() {
    assertThat(pass.read(pass.issue(session, ID))).contains(session);
  }

  @Test
  void ends() {
    String text = pass.issue(session, ID);

    settings.sessionIdle = MemberPass.LIFETIME.multipliedBy(2);
    settings.sessionLongest = MemberPass.LIFETIME.multipliedBy(2);
    clock.advance(MemberPass.LIFETIME);

    assertThat(pass.read(text)).isEmpty();
  }

  /** The row of a session that nobody comes back to stays until the next sign-in. */
  @Test
  void endsWhenTheSessionWouldAtTheConsole() {
    String text = pass.issue(session, ID);

    clock.advance(settings.sessionIdle.minusSeconds(1));
    assertThat(pass.read(text)).contains(session);
    clock.advance(Duration.ofSeconds(1));
    assertThat(pass.read(text)).isEmpty();
    settings.sessionIdle = Duration.ofDays(1);
    assertThat(pass.read(text)).contains(session);
    settings.sessionLongest = Duration.ofMinutes(10);
    assertThat(pass.read(text)).isEmpty();
  }

  @Test
  void endsWithItsSession() {
    String text = pass.issue(session, ID);

    listed.clear();

    assertThat(pass.read(text)).isEmpty();
  }

  @Test
  void knowsNoPassOfAnotherServer() {
    String foreign =
        Injection.wire(new MemberPass(), KeyRingFixture.of(2), clock, sessions, settings)
            .issue(session, ID);

    assertThat(pass.read(foreign)).isEmpty();
    assertThat(pass.read("")).isEmpty();
  }

  @Test
  void overTlsItsCookieIsForThisHostAlone() {
    assertThat(nameAt("https://pappus.example.com")).isEqualTo("__Host-pappus_member");
    assertThat(nameAt("http://127.0.0.1:8080")).isEqualTo("pappus_member");
  }

  private static String nameAt(String base) {
    return Injection.wire(new MemberPass(), PublicUrlsFixture.at(base)).cookieName();
  }
}
