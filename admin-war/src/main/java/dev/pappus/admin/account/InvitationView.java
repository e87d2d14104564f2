package dev.pappus.admin.account;

import dev.pappus.account.AccountSettings;
import dev.pappus.account.Invitation;
import dev.pappus.account.InvitationAcceptor;
import dev.pappus.account.OpenedInvitation;
import dev.pappus.account.PasswordRules;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.ConsoleSession;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the link of an invitation leads: to joining for who is signed in with the address that was
 * invited, to the sign-in for who has an account, and to a new account for everybody else.
 */
@Named
@RequestScoped
public class InvitationView {
  private static final String KEY = "key";
  private static final String PATH = "/console/account/invitation.xhtml?key=";
  private static final String SIGN_IN = "/sign-in.xhtml";
  private static final String HOME = "/app/apps.xhtml";

  @Inject InvitationAcceptor acceptor;
  @Inject AccountSettings settings;
  @Inject CurrentMember member;
  @Inject ConsoleSession sessions;
  @Inject ClientAddress clientAddress;
  @Inject PageDoing doing;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable OpenedInvitation opened;
  private String fault = "";

  @PostConstruct
  void open() {
    opened = acceptor.open(doing.field(KEY)).orElse(null);
  }

  /** Before the page is shown: a link that opens nothing is no page as any other. */
  public void answer() {
    OpenedInvitation found = opened;
    if (found == null) {
      faces.getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
    } else if (found.state() != Invitation.State.OPEN) {
      faces.getExternalContext().setResponseStatus(HttpServletResponse.SC_GONE);
    }
  }

  /** Null if there is none of this link. */
  public @Nullable OpenedInvitation getOpened() {
    return opened;
  }

  /** OPEN, ACCEPTED, WITHDRAWN, EXPIRED, or UNKNOWN. */
  public String getState() {
    return opened == null ? "UNKNOWN" : opened.state().name();
  }

  /** JOIN, OTHER, SIGN_IN, REGISTER or CLOSED: what the reader can do now. */
  public String getWay() {
    Optional<UUID> user = signedIn();
    if (user.isPresent()) {
      return acceptor.isFor(user.get(), doing.field(KEY)) ? "JOIN" : "OTHER";
    }
    if (opened != null && opened.known()) {
      return "SIGN_IN";
    }
    return settings.registrationClosed() ? "CLOSED" : "REGISTER";
  }

  private Optional<UUID> signedIn() {
    return sessions.user(request);
  }

  /** The sign-in, which leads back here. */
  public String getSignInLink() {
    return request.getContextPath()
        + SIGN_IN
        + "?next="
        + URLEncoder.encode(PATH + doing.field(KEY), StandardCharsets.UTF_8);
  }

  public int getShortestPassword() {
    return PasswordRules.MIN_LENGTH;
  }

  public void join() throws IOException {
    Optional<UUID> user = signedIn();
    if (user.isEmpty()) {
      faces.getExternalContext().redirect(getSignInLink());
      faces.responseComplete();
      return;
    }
    try {
      member.choose(acceptor.join(user.get(), doing.field(KEY), clientAddress.of(request)));
      notices.good(words.of("invitation.joined"));
      doing.go(HOME);
    } catch (DomainException refused) {
      fault = words.problem(refused);
      open();
    }
  }

  /** Makes the account; who has it signs in with it then. */
  public void register() throws IOException {
    String password = doing.field("password");
    if (!password.equals(doing.field("again"))) {
      fault = words.of("invitation.mismatch");
      return;
    }
    try {
      acceptor.register(doing.field(KEY), doing.field("name"), password, clientAddress.of(request));
      notices.good(words.of("invitation.joined"));
      doing.go(SIGN_IN);
    } catch (DomainException refused) {
      fault = words.problem(refused);
      open();
    }
  }

  /** What is wrong, "" if nothing is. */
  public String getFault() {
    return fault;
  }

  /** What was typed as a name, so that a mistake does not lose it. */
  public String getName() {
    return doing.field("name");
  }
}
