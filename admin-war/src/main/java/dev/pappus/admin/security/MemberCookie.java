package dev.pappus.admin.security;

import dev.pappus.account.MemberPass;
import dev.pappus.account.SessionKey;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;

/** Tells the install pages, which keep no session, who is signed in here. */
@ApplicationScoped
class MemberCookie {
  @Inject MemberPass pass;
  @Inject ConsoleSession sessions;
  @Inject PublicUrls urls;

  /** Gives the browser a cookie for this session, unless it holds a good one. */
  void keep(HttpServletRequest request, HttpServletResponse response, SessionKey session) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    boolean good =
        Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(pass.cookieName()))
            .anyMatch(cookie -> pass.read(cookie.getValue()).filter(session::equals).isPresent());
    if (!good) {
      sessions
          .id(request)
          .map(id -> cookie(pass.issue(session, id), (int) MemberPass.LIFETIME.toSeconds()))
          .ifPresent(response::addCookie);
    }
  }

  void clear(HttpServletResponse response) {
    response.addCookie(cookie("", 0));
  }

  private Cookie cookie(String value, int maxAge) {
    Cookie cookie = new Cookie(pass.cookieName(), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(urls.secure());
    cookie.setMaxAge(maxAge);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
