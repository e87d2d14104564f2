package dev.pappus.admin.security;

import dev.pappus.shared.url.PublicUrls;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * The session's cookie: unseen by scripts, not sent by other sites, by TLS alone where we have it.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  @Inject PublicUrls urls;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setHttpOnly(true);
    cookie.setSecure(urls.secure());
    cookie.setAttribute("SameSite", "Lax");
  }
}
