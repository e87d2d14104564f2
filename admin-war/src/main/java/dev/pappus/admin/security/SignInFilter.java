package dev.pappus.admin.security;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccountSettings;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.security.Permission;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every page but sign-in to strangers, and to members what is not for them. The container's
 * constraint says the same, but one server does not enforce it without a setting of its own; where
 * nobody is known, this fails closed. Finds the member anew at each request, so that one who was
 * removed is out at once.
 */
@WebFilter("/*")
public class SignInFilter extends HttpFilter {
  static final String SIGN_IN = "/sign-in.xhtml";
  private static final String RESOURCES = "/jakarta.faces.resource/";

  /** Scripts, styles and images of our own, none inline, and no frame around us. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Inject Authenticator authenticator;
  @Inject AccessControl accessControl;
  @Inject MemberCookie cookie;
  @Inject ConsoleSession sessions;
  @Inject AccountSettings settings;
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
    if (resource || ConsolePages.OPEN.contains(path)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<SessionKey> session = sessions.signedIn(request);
    Optional<Member> member =
        session.flatMap(
            key -> authenticator.bySession(key, sessions.team(request), clientAddress.of(request)));
    if (member.isPresent()) {
      cookie.keep(request, response, session.orElseThrow());
      if (path.isEmpty() || path.equals("/")) {
        response.sendRedirect(NextPage.HOME);
      } else {
        show(member.get(), path, request, response, chain);
      }
      return;
    }
    sessions.closeIfOver(request);
    if (request.getMethod().equals("GET")) {
      response.sendRedirect(request.getContextPath() + SIGN_IN + "?next=" + here(request));
    } else {
      response.sendRedirect(request.getContextPath() + SIGN_IN);
    }
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

  /** The page, if there is one and the member may see it. */
  private void show(
      Member member,
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Permission needed = ConsolePages.needed(path).orElse(null);
    if (needed == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String only = onlyPage(member);
    if (only != null && !path.startsWith(only)) {
      response.sendRedirect(request.getContextPath() + only + ".xhtml");
      return;
    }
    try {
      accessControl.requireSomewhere(member.caller(), needed);
    } catch (AccessDeniedException refused) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.setAttribute(CurrentMember.ATTRIBUTE, member);
    request.setAttribute(CurrentMember.NEEDED, needed);
    chain.doFilter(request, response);
  }

  /** Where somebody is sent who may see nothing else yet; null for all others. */
  private @Nullable String onlyPage(Member member) {
    if (!member.active()) {
      return ConsolePages.HELP;
    }
    return settings.secondFactorMissing(member) ? ConsolePages.SECOND_FACTOR : null;
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
