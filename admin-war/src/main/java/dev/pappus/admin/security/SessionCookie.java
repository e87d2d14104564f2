package dev.pappus.admin.security;

import dev.pappus.shared.url.PublicUrls;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * The session's cookie: unseen by scripts, not sent by other sites, by TLS alone where we have it.
 * There its name begins with {@code __Host-}, so that no other host of the domain, and nobody in
 * between, can plant one (RFC 6265bis §4.1.3.2).
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  private static final String NAME = "PAPPUS_CONSOLE";

  @Inject PublicUrls urls;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setHttpOnly(true);
    if (urls.secure()) {
      cookie.setName("__Host-" + NAME);
      // the prefix asks for it; the rest of the server keeps no session and does not read it
      cookie.setPath("/");
    }
    cookie.setSecure(urls.secure());
    cookie.setAttribute("SameSite", "Lax");
  }
}
