package dev.pappus.admin.security;

import dev.pappus.account.oidc.OidcFlow;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Binds a sign-in at the provider to the browser that began it. {@code Lax}, since the provider's
 * page leads back here; no page of another site can post with it.
 */
@ApplicationScoped
class AttemptCookie {
  private static final String NAME = "pappus_sign_in";
  private static final String PATH = "/console/sign-in/";

  /** Where we have TLS, one that no other host of the domain can plant (RFC 6265bis §4.1.3.2). */
  private static final String HOST = "__Host-";

  @Inject PublicUrls urls;

  void set(HttpServletResponse response, String attempt) {
    response.addCookie(cookie(attempt, (int) OidcFlow.LIFETIME.toSeconds()));
  }

  /** The attempt, once: whatever comes of it, the browser does not keep it. */
  @Nullable String take(HttpServletRequest request, HttpServletResponse response) {
    response.addCookie(cookie("", 0));
    return request.getCookies() == null
        ? null
        : Arrays.stream(request.getCookies())
            .filter(cookie -> cookie.getName().equals(name()))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }

  private String name() {
    return urls.secure() ? HOST + NAME : NAME;
  }

  private Cookie cookie(String value, int maxAge) {
    Cookie cookie = new Cookie(name(), value);
    // "__Host-" asks for the whole host
    cookie.setPath(urls.secure() ? "/" : PATH);
    cookie.setHttpOnly(true);
    cookie.setSecure(urls.secure());
    cookie.setMaxAge(maxAge);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
