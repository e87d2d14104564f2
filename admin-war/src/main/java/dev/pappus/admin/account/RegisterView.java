package dev.pappus.admin.account;

import dev.pappus.account.AccountSettings;
import dev.pappus.account.RegistrationRequests;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Asking for an account. What it answers is the same for every address. */
@Named
@RequestScoped
public class RegisterView {
  @Inject RegistrationRequests requests;
  @Inject AccountSettings settings;
  @Inject ClientAddress clientAddress;
  @Inject Language language;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String email = "";
  private String name = "";
  private String password = "";
  private boolean asked;

  /** Whether everybody may make an account. */
  public boolean isOpen() {
    return settings.registrationOpen();
  }

  public void ask() {
    try {
      requests.ask(email, name, password, language.getLocale(), clientAddress.of(request));
      asked = true;
    } catch (InvalidFieldException invalid) {
      refuse(words.of("register.invalid"));
    } catch (DomainException refused) {
      refuse(words.problem(refused));
    }
  }

  private void refuse(String text) {
    faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
  }

  /** Whether the form was sent, and taken. */
  public boolean isAsked() {
    return asked;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
