package dev.pappus.admin.security;

import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.shared.net.ClientAddress;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses every page but sign-in to strangers. The container's constraint says the same, but one
 * server does not enforce it without a setting of its own; where nobody is known, this fails
 * closed. Finds the member anew at each request, so that one who was removed is out at once.
 */
@WebFilter("/*")
public class SignInFilter extends HttpFilter {
  static final String SIGN_IN = "/sign-in.xhtml";
  private static final String RESOURCES = "/jakarta.faces.resource/";

  /** Pages for people whom nobody knows yet; {@code web.xml} has the same list. */
  private static final Set<String> OPEN =
      Set.of(SIGN_IN, SignInView.CODE_PAGE, "/account/forgotten.xhtml", "/account/reset.xhtml");

  /** Scripts, styles and images of our own, none inline, and no frame around us. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Inject Authenticator authenticator;
  @Inject MemberCookie cookie;
  @Inject ConsoleSession sessions;
  @Inject ClientAddress clientAddress;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath();
    boolean resource = path.startsWith(RESOURCES);
    guard(response, resource);
    if (isForeign(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    if (resource || OPEN.contains(path)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<SessionKey> session = session(request);
    Optional<Member> member =
        session.flatMap(key -> authenticator.bySession(key, clientAddress.of(request)));
    if (member.isPresent()) {
      request.setAttribute(CurrentMember.ATTRIBUTE, member.get());
      cookie.keep(request, response, session.orElseThrow());
      if (path.isEmpty() || path.equals("/")) {
        response.sendRedirect(NextPage.HOME);
      } else {
        chain.doFilter(request, response);
      }
      return;
    }
    sessions.close(request);
    if (request.getMethod().equals("GET")) {
      response.sendRedirect(request.getContextPath() + SIGN_IN + "?next=" + here(request));
    } else {
      response.sendRedirect(request.getContextPath() + SIGN_IN);
    }
  }

  /** Whose session it is, where the container's word and ours are the same. */
  private Optional<SessionKey> session(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return sessions
        .signedIn(request)
        .filter(key -> principal != null && key.userId().toString().equals(principal.getName()));
  }

  /**
   * Whether another site sends a form here. Its browser says so (Fetch Metadata); the state of the
   * form, which lies in the session and has a random name, is the second lock, and that its browser
   * keeps the cookie back the third.
   */
  private static boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return !reads && site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static void guard(HttpServletResponse response, boolean resource) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    if (!resource) {
      response.setHeader("Cache-Control", "no-store");
    }
  }

  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return URLEncoder.encode(
        request.getRequestURI() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
  }
}
