package dev.pappus.admin.navigation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** Remembers the language that somebody chose at the top of a page, {@code ?lang=zh-CN}. */
@WebFilter("*.xhtml")
public class LanguageFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String wish = request.getParameter(Language.NAME);
    if (wish != null) {
      LanguageCookie.set(request, response, Language.spoken(Locale.forLanguageTag(wish)));
    }
    chain.doFilter(request, response);
  }
}
