package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberPassTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private static final UUID ID = PublicId.newKey();

  /** The sessions that go on. */
  private final Set<UUID> listed = new HashSet<>(Set.of(ID));

  private final AccountSessionRepository sessions =
      new AccountSessionRepository() {
        @Override
        Optional<AccountSession> find(UUID id) {
          return listed.contains(id)
              ? Optional.of(new AccountSession(session(), "", "", clock.instant()))
              : Optional.empty();
        }
      };
  private final MemberPass pass =
      Injection.wire(new MemberPass(), KeyRingFixture.of(1), clock, sessions);
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

    clock.advance(MemberPass.LIFETIME);

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
        Injection.wire(new MemberPass(), KeyRingFixture.of(2), clock, sessions).issue(session, ID);

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
