package dev.pappus.admin.security;

import dev.pappus.account.KnownBrowser;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.UUID;

/** Lets a browser know that somebody has signed in with it; a sign-out leaves that. */
@ApplicationScoped
class KnownCookie {
  @Inject KnownBrowser known;
  @Inject PublicUrls urls;

  void keep(HttpServletResponse response, UUID userId) {
    Cookie cookie = new Cookie(known.cookieName(), known.issue(userId));
    // "__Host-" asks for it
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(urls.secure());
    cookie.setMaxAge((int) KnownBrowser.LIFETIME.toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  /** "" if there is none. */
  String of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(known.cookieName()))
        .map(Cookie::getValue)
        .findFirst()
        .orElse("");
  }
}
