package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.AccountEditor;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.account.User;
import dev.pappus.account.UserStatus;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.security.Entrance.Wish;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private final SessionKey session = new SessionKey(PublicId.newKey(), 3);
  private final Caller ann =
      new Caller(
          PublicId.newKey(),
          ActorKind.USER,
          session.userId(),
          "ann@example.com",
          Grants.NONE,
          "203.0.113.7");
  private final ExchangeFixture signIn = new ExchangeFixture("POST", "/sign-in.xhtml");

  private boolean enter(@Nullable Locale language) throws IOException {
    Entrance entrance =
        Injection.wire(
            new Entrance(),
            ExchangeFixture.fake(
                SecurityContext.class, (proxy, method, arguments) -> AuthenticationStatus.SUCCESS),
            new Authenticator() {
              @Override
              public Optional<Member> bySession(
                  SessionKey key, @Nullable UUID wished, String remoteAddress) {
                return Optional.of(new Member(ann, UserStatus.ACTIVE, false, true, null));
              }
            },
            new AccountEditor() {
              @Override
              public User get(Caller caller) {
                assertThat(caller).isEqualTo(ann);
                return speaking(language);
              }
            },
            new ConsoleSession() {
              @Override
              void open(HttpServletRequest request, SessionKey key) {
                assertThat(key).isEqualTo(session);
              }
            },
            new MemberCookie() {
              @Override
              void keep(HttpServletRequest request, HttpServletResponse response, SessionKey key) {
                // not of interest here
              }
            },
            new KnownCookie() {
              @Override
              void keep(HttpServletResponse response, UUID userId) {
                assertThat(userId).isEqualTo(session.userId());
              }
            },
            new ClientAddress() {
              @Override
              public String of(HttpServletRequest from) {
                return "203.0.113.7";
              }
            });
    return entrance.enter(signIn.request, signIn.response, session, new Wish(null, false));
  }

  private static User speaking(@Nullable Locale language) {
    return new User("ann@example.com", "Ann", "hash", false, Instant.EPOCH) {
      @Override
      public @Nullable Locale language() {
        return language;
      }
    };
  }

  /** In which language the console answers. */
  private static Locale spoken(ExchangeFixture exchange) {
    return Injection.wire(new Language(), exchange.request).getLocale();
  }

  @Test
  void speaksTheAccountsLanguageFromTheSignInOn() throws IOException {
    assertThat(spoken(signIn)).isEqualTo(Locale.ENGLISH);

    assertThat(enter(Locale.SIMPLIFIED_CHINESE)).isTrue();

    assertThat(signIn.answer).isEqualTo(NextPage.HOME);
    assertThat(spoken(signIn)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(spoken(signIn.next("/app/apps.xhtml"))).isEqualTo(Locale.SIMPLIFIED_CHINESE);
  }

  @Test
  void leavesTheBrowserItsLanguageWhereTheAccountHasNone() throws IOException {
    assertThat(enter(null)).isTrue();

    assertThat(signIn.cookies).isEmpty();
    assertThat(spoken(signIn.next("/app/apps.xhtml"))).isEqualTo(Locale.ENGLISH);
  }
}
