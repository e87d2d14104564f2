package dev.pappus.admin.account;

import dev.pappus.account.Registrar;
import dev.pappus.account.UserStatus;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;

/** Confirming an address, by the password: programs that look at messages open links too. */
@Named
@RequestScoped
public class ConfirmView {
  @Inject Registrar registrar;
  @Inject ClientAddress clientAddress;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String password = "";
  private String fault = "";

  /** Whether the link of this page's address may still be used. */
  public boolean isGood() {
    return registrar.isGood(link());
  }

  private String link() {
    return Objects.requireNonNullElse(request.getParameter("link"), "");
  }

  public void confirm() throws IOException {
    try {
      UserStatus status = registrar.confirm(link(), password, clientAddress.of(request));
      notices.good(words.of("confirm.done." + status));
      faces.getExternalContext().redirect(request.getContextPath() + "/sign-in.xhtml");
      faces.responseComplete();
    } catch (DomainException refused) {
      fault = words.problem(refused);
    }
  }

  /** What is wrong, "" if nothing is. */
  public String getFault() {
    return fault;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
