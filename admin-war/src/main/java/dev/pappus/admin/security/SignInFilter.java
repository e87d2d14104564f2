package dev.pappus.admin.security;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.Authenticator;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;

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

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath();
    boolean resource = path.startsWith(RESOURCES);
    guard(response, resource);
    if (resource || path.equals(SIGN_IN)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> member = member(request);
    if (member.isPresent()) {
      cookie.keep(request, response, UUID.fromString(request.getUserPrincipal().getName()));
      if (path.isEmpty() || path.equals("/")) {
        response.sendRedirect(NextPage.HOME);
      } else {
        show(member.get(), path, request, response, chain);
      }
    } else if (request.getMethod().equals("GET")) {
      response.sendRedirect(request.getContextPath() + SIGN_IN + "?next=" + here(request));
    } else {
      response.sendRedirect(request.getContextPath() + SIGN_IN);
    }
  }

  /** The page, if there is one and the member may see it. */
  private void show(
      Caller member,
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
    try {
      accessControl.requireSomewhere(member, needed);
    } catch (AccessDeniedException refused) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.setAttribute(CurrentMember.ATTRIBUTE, member);
    request.setAttribute(CurrentMember.NEEDED, needed);
    chain.doFilter(request, response);
  }

  private Optional<Caller> member(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    if (principal == null) {
      return Optional.empty();
    }
    HttpSession session = request.getSession(false);
    UUID chosen = session == null ? null : (UUID) session.getAttribute(CurrentMember.TEAM);
    return authenticator.byUser(
        UUID.fromString(principal.getName()), chosen, request.getRemoteAddr());
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
