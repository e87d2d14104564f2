package dev.pappus.admin.verification;

import dev.pappus.account.verification.VerificationDesk;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.account.verification.VerificationView;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The team's real name. */
@Named
@RequestScoped
public class VerificationForm {
  @Inject CurrentMember member;
  @Inject VerificationDesk desk;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String name = "";
  private String number = "";
  private @Nullable VerificationView own;

  public VerificationView getOwn() {
    VerificationView known = own;
    if (known == null) {
      known = desk.own(member.caller());
      own = known;
    }
    return known;
  }

  /** Whether a name may be submitted now. */
  public boolean isOpen() {
    VerificationStatus status = getOwn().status();
    return status == VerificationStatus.NONE || status == VerificationStatus.REJECTED;
  }

  public void submit() throws IOException {
    try {
      desk.submit(member.caller(), name, number);
      notices.good(words.of("verification.submitted"));
      faces
          .getExternalContext()
          .redirect(request.getContextPath() + "/verification/verification.xhtml");
      faces.responseComplete();
    } catch (DomainException refused) {
      // stays on the page, with what was typed
      notices.bad(words.problem(refused));
    }
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number;
  }
}
