package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemberPassTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final MemberPass pass = Injection.wire(new MemberPass(), KeyRingFixture.of(1), clock);
  private final SessionKey session = new SessionKey(PublicId.newKey(), 7);

  @Test
  void tellsWhoseSessionItIs() {
    assertThat(pass.read(pass.issue(session))).contains(session);
  }

  @Test
  void ends() {
    String text = pass.issue(session);

    clock.advance(MemberPass.LIFETIME);

    assertThat(pass.read(text)).isEmpty();
  }

  @Test
  void knowsNoPassOfAnotherServer() {
    String foreign = Injection.wire(new MemberPass(), KeyRingFixture.of(2), clock).issue(session);

    assertThat(pass.read(foreign)).isEmpty();
    assertThat(pass.read("")).isEmpty();
  }
}
