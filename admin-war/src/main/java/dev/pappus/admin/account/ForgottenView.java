package dev.pappus.admin.account;

import dev.pappus.account.ResetRequests;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Asking for a link to choose a new password. What it answers is the same for every address. */
@Named
@RequestScoped
public class ForgottenView {
  @Inject ResetRequests requests;
  @Inject ClientAddress clientAddress;
  @Inject Language language;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String email = "";
  private boolean asked;

  public void ask() {
    try {
      requests.ask(email, language.getLocale(), clientAddress.of(request));
      asked = true;
    } catch (DomainException refused) {
      String text = words.problem(refused);
      faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    }
  }

  /** Whether the form was sent. */
  public boolean isAsked() {
    return asked;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }
}
