package dev.pappus.admin.security;

import dev.pappus.account.ExternalSignIn;
import dev.pappus.account.SignInAnswer;
import dev.pappus.account.oidc.OidcFinished;
import dev.pappus.account.oidc.OidcFlow;
import dev.pappus.account.oidc.OidcReturn;
import dev.pappus.account.oidc.OidcSettings;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.Entrance.Wish;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.DomainException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Where the OpenID provider leads back to. What goes wrong is told at the sign-in. */
@WebServlet(ProviderReturn.PATH)
public class ProviderReturn extends HttpServlet {
  /** {@link OidcFlow#BACK}, below the console. */
  static final String PATH = "/sign-in/back";

  private static final System.Logger LOG = System.getLogger(ProviderReturn.class.getName());

  @Inject OidcSettings settings;
  @Inject OidcFlow provider;
  @Inject ExternalSignIn externals;
  @Inject AttemptCookie cookie;
  @Inject Entrance entrance;
  @Inject ConsoleSession sessions;
  @Inject ClientAddress clientAddress;
  @Inject Notices notices;
  @Inject Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!settings.isOn()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String address = clientAddress.of(request);
    OidcReturn back =
        new OidcReturn(
            cookie.take(request, response),
            request.getParameter("state"),
            request.getParameter("code"),
            request.getParameter("iss"),
            request.getParameter("error"));
    try {
      OidcFinished finished = provider.finish(back);
      SignInAnswer answer = Conflict.retrying(() -> externals.enter(finished.person(), address));
      goOn(request, response, finished, answer);
    } catch (DomainException refused) {
      LOG.log(
          Level.INFO,
          LogLine.of("console.sign-in-refused")
              .with("address", address)
              .with("problem", refused.code())
              .toString());
      refuse(request, response, words.problem(refused));
    }
  }

  private void goOn(
      HttpServletRequest request,
      HttpServletResponse response,
      OidcFinished finished,
      SignInAnswer answer)
      throws IOException {
    Wish wish = Wish.read(finished.next());
    if (answer instanceof SignInAnswer.Welcome welcome) {
      sessions.keepIdToken(request, finished.idToken());
      if (!entrance.enter(request, response, welcome.session(), wish)) {
        sessions.forgetIdToken(request);
        refuse(request, response, words.of(entrance.reason(welcome.session())));
      }
    } else if (answer instanceof SignInAnswer.CodeNeeded needed) {
      sessions.keepIdToken(request, finished.idToken());
      sessions.openHalf(request, needed.session());
      response.sendRedirect(request.getContextPath() + SignInView.CODE_PAGE + wish.query());
    } else {
      refuse(request, response, words.of("signIn.suspended"));
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String text)
      throws IOException {
    notices.bad(text);
    response.sendRedirect(request.getContextPath() + SignInFilter.SIGN_IN);
  }
}
