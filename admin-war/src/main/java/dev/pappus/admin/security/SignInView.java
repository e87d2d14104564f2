package dev.pappus.admin.security;

import dev.pappus.account.AccountEditor;
import dev.pappus.account.Authenticator;
import dev.pappus.account.Member;
import dev.pappus.account.SessionKey;
import dev.pappus.account.SignIn;
import dev.pappus.account.SignInAnswer;
import dev.pappus.account.totp.SecondFactor;
import dev.pappus.admin.navigation.LanguageCookie;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in, in one step or in two, and out. The session gets a new id with the member, so that
 * one planted before is worth nothing.
 */
@Named
@RequestScoped
public class SignInView {
  static final String CODE_PAGE = "/sign-in-code.xhtml";
  private static final System.Logger LOG = System.getLogger(SignInView.class.getName());

  @Inject SecurityContext security;
  @Inject FacesContext faces;
  @Inject HttpServletRequest request;
  @Inject SignIn door;
  @Inject SecondFactor secondFactor;
  @Inject Authenticator authenticator;
  @Inject AccountEditor accounts;
  @Inject ConsoleSession sessions;
  @Inject MemberCookie memberCookie;
  @Inject ClientAddress clientAddress;
  @Inject Words words;

  private String email = "";
  private String password = "";
  private String code = "";

  /** The first step. */
  public void signIn() throws IOException {
    String address = clientAddress.of(request);
    SignInAnswer answer = door.withPassword(email, password, address);
    if (answer instanceof SignInAnswer.Welcome welcome) {
      enter(welcome.session());
    } else if (answer instanceof SignInAnswer.CodeNeeded needed) {
      sessions.openHalf(request, needed.session());
      go(CODE_PAGE + wishes());
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
      go(SignInFilter.SIGN_IN + wishes());
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
    String address = clientAddress.of(request);
    LOG.log(
        Level.INFO,
        LogLine.of("console.signed-in")
            .with("user", session.userId())
            .with("address", address)
            .toString());
    String next = request.getParameter("next");
    Optional<Member> member = authenticator.bySession(session, null, address);
    if (member.isEmpty() && !(NextPage.isInvitation(next) && authenticator.isOpen(session))) {
      refuse(words.of("signIn.noTeam"));
      return;
    }
    HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
    member.ifPresent(one -> keepLanguage(response, accounts.get(one.caller()).language()));
    sessions.open(request, session);
    // the next page may be an install page, which knows nothing of the session
    memberCookie.keep(request, response, session);
    // without a wish of ours the container goes on to the page that it kept
    boolean resume = next == null && "true".equals(request.getParameter("continue"));
    AuthenticationStatus status =
        security.authenticate(
            request,
            response,
            AuthenticationParameters.withParams()
                .credential(new RecognisedMember(session.userId()))
                .newAuthentication(!resume));
    switch (status) {
      case SEND_CONTINUE -> faces.responseComplete();
      case SUCCESS -> {
        faces.getExternalContext().redirect(NextPage.of(next));
        faces.responseComplete();
      }
      default -> throw new IllegalStateException("The container does not let a member in");
    }
  }

  private void keepLanguage(HttpServletResponse response, @Nullable Locale language) {
    if (language != null) {
      LanguageCookie.set(request, response, language);
    }
  }

  /** What the address of this page says of where to go after it, for the other step. */
  private String wishes() {
    String next = request.getParameter("next");
    if (next != null) {
      return "?next=" + URLEncoder.encode(NextPage.of(next), StandardCharsets.UTF_8);
    }
    return "true".equals(request.getParameter("continue")) ? "?continue=true" : "";
  }

  private static long seconds(Duration left) {
    return left.plusMillis(999).toSeconds();
  }

  private void refuse(String text) {
    faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
  }

  public void signOut() throws IOException, ServletException {
    request.logout();
    sessions.close(request);
    HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
    memberCookie.clear(response);
    go(SignInFilter.SIGN_IN);
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
