package dev.pappus.admin.security;

import dev.pappus.account.ExternalSignInException;
import dev.pappus.account.oidc.OidcBegun;
import dev.pappus.account.oidc.OidcFlow;
import dev.pappus.account.oidc.OidcSettings;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.Entrance.Wish;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Leads to the OpenID provider. A link and no form: our policy lets forms go nowhere else. */
@WebServlet(ProviderDoor.PATH)
public class ProviderDoor extends HttpServlet {
  static final String PATH = "/sign-in/provider";

  @Inject OidcSettings settings;
  @Inject OidcFlow provider;
  @Inject AttemptCookie cookie;
  @Inject Notices notices;
  @Inject Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!settings.isOn()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Wish wish = Wish.of(request);
    try {
      OidcBegun begun = provider.begin(wish.text());
      cookie.set(response, begun.attempt());
      response.sendRedirect(begun.url().toString());
    } catch (ExternalSignInException unavailable) {
      notices.bad(words.problem(unavailable));
      response.sendRedirect(request.getContextPath() + SignInFilter.SIGN_IN + wish.query());
    }
  }
}
