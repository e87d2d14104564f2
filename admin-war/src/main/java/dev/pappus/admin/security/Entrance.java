package dev.pappus.admin.security;

import dev.pappus.account.AccountEditor;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.admin.navigation.LanguageCookie;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last step of every way in: who has proved himself gets a session, and is led on. */
@ApplicationScoped
public class Entrance {
  private static final System.Logger LOG = System.getLogger(Entrance.class.getName());

  @Inject SecurityContext security;
  @Inject Authenticator authenticator;
  @Inject AccountEditor accounts;
  @Inject ConsoleSession sessions;
  @Inject MemberCookie memberCookie;
  @Inject KnownCookie knownCookie;
  @Inject ClientAddress clientAddress;

  /** Why {@link #enter} let somebody stay outside, a word of the console. */
  String reason(SessionKey session) {
    return authenticator.isUnderReview(session) ? "signIn.underReview" : "signIn.noTeam";
  }

  /**
   * @param wish where to go on, and where not to
   * @return false for who is in no team, and stays outside
   */
  boolean enter(
      HttpServletRequest request, HttpServletResponse response, SessionKey session, Wish wish)
      throws IOException {
    String address = clientAddress.of(request);
    Optional<Member> member = authenticator.bySession(session, null, address);
    if (member.isEmpty()
        && !(NextPage.isInvitation(wish.next()) && authenticator.isOpen(session))) {
      return false;
    }
    member.ifPresent(one -> keepLanguage(request, response, one));
    sessions.open(request, session);
    LOG.log(
        Level.INFO,
        LogLine.of("console.signed-in")
            .with("user", session.userId())
            .with("address", address)
            .toString());
    knownCookie.keep(response, session.userId());
    // the next page may be an install page, which knows nothing of the session
    memberCookie.keep(request, response, session);
    AuthenticationStatus status =
        security.authenticate(
            request,
            response,
            AuthenticationParameters.withParams()
                .credential(new RecognisedMember(session.userId()))
                .newAuthentication(!wish.resumes()));
    switch (status) {
      // the container has sent the browser to the page that it kept
      case SEND_CONTINUE -> {}
      case SUCCESS -> response.sendRedirect(NextPage.of(wish.next()));
      default -> throw new IllegalStateException("The container does not let a member in");
    }
    return true;
  }

  private void keepLanguage(
      HttpServletRequest request, HttpServletResponse response, Member member) {
    Locale language = accounts.get(member.caller()).language();
    if (language != null) {
      LanguageCookie.set(request, response, language);
    }
  }

  /**
   * Where somebody who signs in wants to go, as the page's address says it.
   *
   * @param next a path, not looked at yet; null without a wish
   * @param resumes whether to go on to the page that the container has kept
   */
  record Wish(@Nullable String next, boolean resumes) {
    private static final String NEXT = "next";
    private static final String CONTINUE = "continue";

    /** It is kept in a cookie, and browsers take none of more than 4 KiB (RFC 6265 §6.1). */
    private static final int MAX_KEPT = 1000;

    static Wish of(HttpServletRequest request) {
      String next = request.getParameter(NEXT);
      return new Wish(next, next == null && "true".equals(request.getParameter(CONTINUE)));
    }

    /** As {@link #text} has written it. */
    static Wish read(String text) {
      return new Wish(text.isEmpty() || text.equals(CONTINUE) ? null : text, text.equals(CONTINUE));
    }

    /** A path that is safe, {@code continue}, or "". */
    String text() {
      String safe = next == null ? "" : NextPage.of(next);
      return resumes ? CONTINUE : safe.length() > MAX_KEPT ? "" : safe;
    }

    /** For the address of another page of the sign-in. */
    String query() {
      if (next != null) {
        return "?" + NEXT + "=" + URLEncoder.encode(NextPage.of(next), StandardCharsets.UTF_8);
      }
      return resumes ? "?" + CONTINUE + "=true" : "";
    }
  }
}
