package dev.pappus.admin.account;

import dev.pappus.account.LinkGoneException;
import dev.pappus.account.PasswordReset;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Notices;
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
import java.io.IOException;
import java.util.Objects;

/** Choosing a new password, by the link of a message. */
@Named
@RequestScoped
public class ResetView {
  @Inject PasswordReset reset;
  @Inject ClientAddress clientAddress;
  @Inject Language language;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String password = "";

  /** Whether the link of this page's address may still be used. */
  public boolean isGood() {
    return reset.isGood(link());
  }

  private String link() {
    return Objects.requireNonNullElse(request.getParameter("link"), "");
  }

  public void save() throws IOException {
    try {
      reset.reset(link(), password, language.getLocale(), clientAddress.of(request));
    } catch (LinkGoneException gone) {
      // the page itself says so
      return;
    } catch (DomainException refused) {
      String text =
          refused instanceof InvalidFieldException
              ? words.orElse("fault.password", refused.detail())
              : words.problem(refused);
      faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
      return;
    }
    notices.good(words.of("reset.done"));
    faces.getExternalContext().redirect(request.getContextPath() + "/sign-in.xhtml");
    faces.responseComplete();
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
