package dev.pappus.admin.navigation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** Remembers the language that somebody chose at the top of a page, {@code ?lang=zh-CN}. */
@WebFilter("*.xhtml")
public class LanguageFilter extends HttpFilter {
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String wish = request.getParameter(Language.NAME);
    if (wish != null) {
      Locale language = Language.spoken(Locale.forLanguageTag(wish));
      Cookie cookie = new Cookie(Language.COOKIE, language.toLanguageTag());
      cookie.setPath(request.getContextPath());
      cookie.setMaxAge(YEAR_SECONDS);
      cookie.setHttpOnly(true);
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
      request.setAttribute(Language.COOKIE, language);
    }
    chain.doFilter(request, response);
  }
}
