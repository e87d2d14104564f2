package dev.pappus.admin.navigation;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** Keeps the chosen language in the browser. */
public final class LanguageCookie {
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  private LanguageCookie() {}

  /** From this request on. */
  public static void set(
      HttpServletRequest request, HttpServletResponse response, Locale language) {
    Cookie cookie = new Cookie(Language.COOKIE, language.toLanguageTag());
    cookie.setPath(request.getContextPath());
    cookie.setMaxAge(YEAR_SECONDS);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    request.setAttribute(Language.COOKIE, language);
  }
}
