package dev.pappus.admin.security;

import dev.pappus.account.ExternalSignIn;
import dev.pappus.account.PasswordDirectory;
import dev.pappus.account.SessionKey;
import dev.pappus.account.SignIn;
import dev.pappus.account.SignInAnswer;
import dev.pappus.account.oidc.OidcFlow;
import dev.pappus.account.oidc.OidcSettings;
import dev.pappus.account.totp.SecondFactor;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.Entrance.Wish;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Signing in, in one step or in two, and out. The session gets a new id with the member, so that
 * one planted before is worth nothing.
 */
@Named
@RequestScoped
public class SignInView {
  static final String CODE_PAGE = "/sign-in-code.xhtml";
  static final String SIGNED_OUT = "/signed-out.xhtml";
  private static final System.Logger LOG = System.getLogger(SignInView.class.getName());

  @Inject FacesContext faces;
  @Inject HttpServletRequest request;
  @Inject SignIn door;
  @Inject SecondFactor secondFactor;
  @Inject Entrance entrance;
  @Inject ExternalSignIn externals;
  @Inject OidcFlow provider;
  @Inject OidcSettings providerSettings;
  @Inject PasswordDirectory directory;
  @Inject ConsoleSession sessions;
  @Inject MemberCookie memberCookie;
  @Inject KnownCookie knownCookie;
  @Inject ClientAddress clientAddress;
  @Inject Words words;

  private String email = "";
  private String password = "";
  private String code = "";

  /** The first step. */
  public void signIn() throws IOException {
    String address = clientAddress.of(request);
    SignInAnswer answer;
    try {
      answer = door.withPassword(email, password, address, knownCookie.of(request));
    } catch (DomainException refused) {
      refuse(words.problem(refused));
      return;
    }
    if (answer instanceof SignInAnswer.Welcome welcome) {
      enter(welcome.session());
    } else if (answer instanceof SignInAnswer.CodeNeeded needed) {
      sessions.openHalf(request, needed.session());
      go(CODE_PAGE + Wish.of(request).query());
    } else if (answer instanceof SignInAnswer.TooSoon soon) {
      refuse(words.of("signIn.tooMany", seconds(soon.left())));
    } else {
      LOG.log(
          Level.INFO, LogLine.of("console.sign-in-refused").with("address", address).toString());
      refuse(
          words.of(answer instanceof SignInAnswer.Suspended ? "signIn.suspended" : "signIn.wrong"));
    }
  }

  /** The second step. Who has not done the first, or too long ago, begins anew. */
  public void giveCode() throws IOException {
    Optional<SessionKey> half = sessions.half(request);
    if (half.isEmpty()) {
      go(SignInFilter.SIGN_IN + Wish.of(request).query());
      return;
    }
    try {
      secondFactor.check(half.get(), code, clientAddress.of(request));
      enter(half.get());
    } catch (DomainException refused) {
      refuse(words.problem(refused));
    }
  }

  /** Whether the first step was done, not too long ago. */
  public boolean isHalf() {
    return sessions.half(request).isPresent();
  }

  private void enter(SessionKey session) throws IOException {
    if (entrance.enter(request, response(), session, Wish.of(request))) {
      faces.responseComplete();
    } else {
      refuse(words.of(entrance.reason(session)));
    }
  }

  private HttpServletResponse response() {
    return (HttpServletResponse) faces.getExternalContext().getResponse();
  }

  private static long seconds(Duration left) {
    return left.plusMillis(999).toSeconds();
  }

  private void refuse(String text) {
    faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
  }

  /** Ends the session here, and leads who came by the provider on to end his session there. */
  public void signOut() throws IOException, ServletException {
    Optional<URI> there = sessions.idToken(request).flatMap(provider::signOut);
    request.logout();
    sessions.close(request);
    memberCookie.clear(response());
    if (there.isPresent()) {
      sessions.leave(request, there.get());
      go(SIGNED_OUT);
    } else {
      go(SignInFilter.SIGN_IN);
    }
  }

  /** Where the provider wants to know of it; "" if it need not. */
  public String getSignOutThere() {
    return sessions.left(request).map(URI::toString).orElse("");
  }

  /** The provider's name on its button; "" if there is none. */
  public String getProviderName() {
    return providerSettings.isOn() && externals.isAllowed() ? providerSettings.name() : "";
  }

  public String getProviderLink() {
    return request.getContextPath() + ProviderDoor.PATH + Wish.of(request).query();
  }

  /** Whether names of a directory are known here too. */
  public boolean isDirectory() {
    return directory.isOn() && externals.isAllowed();
  }

  private void go(String page) throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + page);
    faces.responseComplete();
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
