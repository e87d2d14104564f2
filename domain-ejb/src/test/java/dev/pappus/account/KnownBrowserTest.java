package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownBrowserTest {
  private static final String ANN = "ann@example.com";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final User ann = new User(ANN, "Ann", "hash", false, clock.instant());
  private final UserRepository users =
      new UserRepository() {
        @Override
        public Optional<User> find(UUID id) {
          return Optional.of(ann).filter(user -> user.id().equals(id));
        }
      };
  private final KnownBrowser browsers = with(1);

  private KnownBrowser with(int key) {
    return Injection.wire(
        new KnownBrowser(),
        KeyRingFixture.of(key),
        users,
        clock,
        PublicUrlsFixture.at("https://pappus.example.com"));
  }

  @Test
  void knowsABrowserOfTheAccount() {
    String text = browsers.issue(ann.id());

    assertThat(browsers.read(text, ANN)).isPresent();
    assertThat(browsers.read(text, " Ann@Example.COM ")).isEqualTo(browsers.read(text, ANN));
    assertThat(browsers.read(browsers.issue(ann.id()), ANN))
        .isPresent()
        .isNotEqualTo(browsers.read(text, ANN));
  }

  @Test
  void knowsNoOtherAccount() {
    assertThat(browsers.read(browsers.issue(ann.id()), "bob@example.com")).isEmpty();
    assertThat(browsers.read(browsers.issue(UUID.randomUUID()), ANN)).isEmpty();
  }

  @Test
  void knowsNothingThatIsNotOursOrTooOld() {
    String text = browsers.issue(ann.id());

    assertThat(browsers.read(with(2).issue(ann.id()), ANN)).isEmpty();
    assertThat(browsers.read("", ANN)).isEmpty();
    assertThat(browsers.read("rubbish.rubbish", ANN)).isEmpty();
    clock.advance(KnownBrowser.LIFETIME);
    assertThat(browsers.read(text, ANN)).isEmpty();
  }

  @Test
  void overTlsItsCookieIsForThisHostAlone() {
    assertThat(browsers.cookieName()).isEqualTo("__Host-pappus_known");
  }
}
