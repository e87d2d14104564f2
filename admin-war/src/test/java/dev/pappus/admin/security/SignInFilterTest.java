package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.AccountSettings;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.account.UserStatus;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignInFilterTest {
  private static final String SHOWN = "shown";
  private static final String HELP = "/help.xhtml";
  private static final String SECOND_FACTOR = "/account/second-factor.xhtml";
  private static final String PICTURE = "/account/second-factor.png";
  private static final String HOME = "/app/apps.xhtml";

  private final SessionKey ann = new SessionKey(PublicId.newKey(), 3);
  private boolean signedIn = true;
  private Grants grants = Grants.ALL;
  private UserStatus status = UserStatus.ACTIVE;
  private boolean secondFactorRequired;
  private boolean secondFactor;
  private boolean password = true;

  private final SignInFilter filter =
      Injection.wire(
          new SignInFilter(),
          new Authenticator() {
            @Override
            public Optional<Member> bySession(
                SessionKey session, @Nullable UUID wished, String remoteAddress) {
              return session.equals(ann) ? Optional.of(member(remoteAddress)) : Optional.empty();
            }
          },
          AccessFixture.control(),
          new MemberCookie() {
            @Override
            void keep(
                HttpServletRequest request, HttpServletResponse response, SessionKey session) {
              assertThat(session).isEqualTo(ann);
            }
          },
          new ConsoleSession() {
            @Override
            Optional<SessionKey> signedIn(HttpServletRequest request) {
              return signedIn ? Optional.of(ann) : Optional.empty();
            }

            @Override
            @Nullable UUID team(HttpServletRequest request) {
              return null;
            }

            @Override
            void closeIfOver(HttpServletRequest request) {
              assertThat(signedIn).isFalse();
            }
          },
          new AccountSettings() {
            @Override
            public boolean secondFactorRequired() {
              return secondFactorRequired;
            }
          },
          new ClientAddress() {
            @Override
            public String of(HttpServletRequest from) {
              return "203.0.113.7";
            }
          });

  private Member member(String address) {
    Caller caller =
        new Caller(
            PublicId.newKey(), ActorKind.USER, ann.userId(), "ann@example.com", grants, address);
    return new Member(caller, status, secondFactor, password, null);
  }

  /** {@link #SHOWN}, or what was answered instead of the page. */
  private String visit(ExchangeFixture exchange) {
    try {
      filter.doFilter(
          exchange.request,
          exchange.response,
          (request, response) -> {
            assertThat(exchange.answer).isEmpty();
            exchange.answer = SHOWN;
          });
    } catch (IOException | ServletException e) {
      throw new IllegalStateException(e);
    }
    return exchange.answer;
  }

  private String get(String path) {
    return visit(new ExchangeFixture("GET", path));
  }

  private String post(String path) {
    return visit(new ExchangeFixture("POST", path));
  }

  private void assertThatOnlyTheseAreShown(Set<String> pages, String instead) {
    for (String page : new TreeMap<>(ConsolePages.NEEDED).keySet()) {
      String expected = pages.contains(page) ? SHOWN : instead;
      assertThat(get(page)).as("GET " + page).isEqualTo(expected);
      assertThat(post(page)).as("POST " + page).isEqualTo(expected);
    }
  }

  private void assertThatTheDoorIsOpen() {
    assertThat(ConsolePages.OPEN).contains("/sign-in.xhtml", "/signed-out.xhtml");
    for (String page : ConsolePages.OPEN) {
      assertThat(get(page)).as("GET " + page).isEqualTo(SHOWN);
      assertThat(post(page)).as("POST " + page).isEqualTo(SHOWN);
    }
  }

  @Test
  void showsAMemberEveryPage() {
    assertThatOnlyTheseAreShown(ConsolePages.NEEDED.keySet(), "");
  }

  @Test
  void leadsAnAccountUnderReviewToTheHelpAndNowhereElse() {
    status = UserStatus.UNDER_REVIEW;

    assertThatOnlyTheseAreShown(Set.of(HELP), "/console/help.xhtml");
  }

  /** The button that signs out is on each page that is shown, and its form goes there. */
  @Test
  void letsAnAccountUnderReviewSignInAndOut() {
    status = UserStatus.UNDER_REVIEW;

    assertThatTheDoorIsOpen();
    assertThat(post(HELP)).isEqualTo(SHOWN);
  }

  @Test
  void leadsToTheSecondFactorAndNowhereElseWhereOneIsRequired() {
    secondFactorRequired = true;

    assertThatOnlyTheseAreShown(
        Set.of(SECOND_FACTOR, PICTURE), "/console/account/second-factor.xhtml");
  }

  @Test
  void letsWhoLacksARequiredSecondFactorSignInAndOut() {
    secondFactorRequired = true;

    assertThatTheDoorIsOpen();
    assertThat(post(SECOND_FACTOR)).isEqualTo(SHOWN);
  }

  @Test
  void showsEveryPageToWhoHasTheRequiredSecondFactor() {
    secondFactorRequired = true;
    secondFactor = true;

    assertThatOnlyTheseAreShown(ConsolePages.NEEDED.keySet(), "");
  }

  @Test
  void requiresNoSecondFactorOfWhoHasNoPasswordHere() {
    secondFactorRequired = true;
    password = false;

    assertThatOnlyTheseAreShown(ConsolePages.NEEDED.keySet(), "");
  }

  @Test
  void leadsAnAccountUnderReviewToTheHelpThoughASecondFactorIsRequired() {
    status = UserStatus.UNDER_REVIEW;
    secondFactorRequired = true;

    assertThatOnlyTheseAreShown(Set.of(HELP), "/console/help.xhtml");
  }

  @Test
  void leadsAStrangerToTheSignInAndBack() {
    signedIn = false;

    assertThat(get(HOME)).isEqualTo("/console/sign-in.xhtml?next=%2Fconsole%2Fapp%2Fapps.xhtml");
    assertThat(post(HOME)).isEqualTo("/console/sign-in.xhtml");
    assertThat(get("/nothing.xhtml")).startsWith("/console/sign-in.xhtml");
  }

  @Test
  void refusesAMemberWhatIsNotForHim() {
    grants = Grants.ofTeam(Set.of(Permission.VIEW));

    assertThat(get(HOME)).isEqualTo(SHOWN);
    assertThat(get("/engine/engine.xhtml")).isEqualTo("403");
    assertThat(post("/audit/audit.csv")).isEqualTo("403");
  }

  @Test
  void knowsNoOtherPages() {
    assertThat(get("/nothing.xhtml")).isEqualTo("404");
    assertThat(get("/WEB-INF/web.xml")).isEqualTo("404");
  }

  @Test
  void takesNoFormOfAnotherSite() {
    for (String site : Set.of("cross-site", "same-site")) {
      ExchangeFixture form = new ExchangeFixture("POST", "/sign-in.xhtml");
      form.headers.put("Sec-Fetch-Site", site);

      assertThat(visit(form)).as(site).isEqualTo("403");
    }
  }
}
