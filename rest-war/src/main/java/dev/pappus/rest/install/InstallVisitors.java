package dev.pappus.rest.install;

import dev.pappus.account.AccountClosedException;
import dev.pappus.account.AccountSettings;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.MemberPass;
import dev.pappus.account.UnauthenticatedException;
import dev.pappus.install.InstallOffer;
import dev.pappus.install.InstallVisitor;
import dev.pappus.rest.security.PresentedToken;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a visitor brings: cookies, a grant in the address, an API token. */
@ApplicationScoped
class InstallVisitors {
  /** Name of the cookie that remembers a right password, on the path of one app. */
  static final String PASS_COOKIE = "pappus_pass";

  static final String GRANT = "grant";

  @Inject Authenticator authenticator;
  @Inject MemberPass memberPass;
  @Inject AccountSettings settings;
  @Inject ClientAddress clientAddress;

  /** What a visitor brings for an offer; who is in several teams, comes as one of that app's. */
  InstallVisitor of(HttpServletRequest request, InstallOffer offer) {
    return new InstallVisitor(
        caller(request, offer.app().teamId()),
        cookie(request, PASS_COOKIE),
        request.getParameter(GRANT));
  }

  private @Nullable Caller caller(HttpServletRequest request, UUID teamId) {
    String token = PresentedToken.in(request::getHeader).orElse(null);
    if (token != null) {
      return byToken(token, clientAddress.of(request));
    }
    return Optional.ofNullable(cookie(request, memberPass.cookieName()))
        .flatMap(memberPass::read)
        .flatMap(session -> authenticator.bySession(session, teamId, clientAddress.of(request)))
        .filter(Member::active)
        .filter(member -> !settings.secondFactorMissing(member))
        .map(Member::caller)
        .orElse(null);
  }

  /** A wrong token makes a stranger: what is public stays so. */
  private @Nullable Caller byToken(String token, String remoteAddress) {
    try {
      return authenticator.byToken(token, remoteAddress);
    } catch (UnauthenticatedException | AccountClosedException stranger) {
      return null;
    }
  }

  private static @Nullable String cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }
}
