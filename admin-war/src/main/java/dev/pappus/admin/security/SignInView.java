package dev.pappus.admin.security;

import dev.pappus.account.AttemptThrottle;
import dev.pappus.account.Authenticator;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.log.LogLine;
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
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in and out. Guessing is slowed by address; the session gets a new id with the member, so
 * that one planted before is worth nothing.
 */
@Named
@RequestScoped
public class SignInView {
  private static final System.Logger LOG = System.getLogger(SignInView.class.getName());

  @Inject SecurityContext security;
  @Inject FacesContext faces;
  @Inject HttpServletRequest request;
  @Inject Authenticator authenticator;
  @Inject AttemptThrottle throttle;
  @Inject MemberCookie memberCookie;
  @Inject Words words;

  private String email = "";
  private String password = "";

  public void signIn() throws IOException {
    String address = request.getRemoteAddr();
    String key = "sign-in/" + address;
    if (!throttle.admit(key)) {
      refuse("signIn.tooMany");
      return;
    }
    Optional<UUID> user = authenticator.byPassword(email, password, address);
    if (user.isEmpty()) {
      LOG.log(
          Level.INFO, LogLine.of("console.sign-in-refused").with("address", address).toString());
      refuse("signIn.wrong");
      return;
    }
    throttle.forget(key);
    LOG.log(Level.INFO, LogLine.of("console.signed-in").with("address", address).toString());
    if (authenticator.byUser(user.get(), null, address).isEmpty()) {
      refuse("signIn.noTeam");
      return;
    }
    enter(user.get());
  }

  private void enter(UUID userId) throws IOException {
    String next = request.getParameter("next");
    // without a wish of ours the container goes on to the page that it kept
    boolean resume = next == null && "true".equals(request.getParameter("continue"));
    HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
    // the next page may be an install page, which knows nothing of the session
    memberCookie.keep(request, response, userId);
    request.getSession();
    request.changeSessionId();
    AuthenticationStatus status =
        security.authenticate(
            request,
            response,
            AuthenticationParameters.withParams()
                .credential(new RecognisedMember(userId))
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

  private void refuse(String key) {
    faces.addMessage(
        null, new FacesMessage(FacesMessage.SEVERITY_ERROR, words.of(key), words.of(key)));
  }

  public void signOut() throws IOException, ServletException {
    request.logout();
    if (request.getSession(false) != null) {
      request.getSession(false).invalidate();
    }
    HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
    memberCookie.clear(response);
    faces.getExternalContext().redirect(request.getContextPath() + SignInFilter.SIGN_IN);
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
}
