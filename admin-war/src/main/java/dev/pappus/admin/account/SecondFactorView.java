package dev.pappus.admin.account;

import dev.pappus.account.totp.SecondFactor;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.ConsoleSession;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The second factor of one's own account: setting it up, new recovery codes, its end. */
@Named
@RequestScoped
public class SecondFactorView {
  private static final String PATH = "/account/second-factor.xhtml";

  @Inject CurrentMember member;
  @Inject SecondFactor factor;
  @Inject ConsoleSession sessions;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String password = "";
  private String code = "";

  /** Something that is refused with words of its own. */
  private interface Doing {
    void run();
  }

  public boolean isOn() {
    return member.get().secondFactor();
  }

  /** Whether a secret waits for its first code. */
  public boolean isBegun() {
    return pending().isPresent();
  }

  /** The secret, in groups of four as people type them. */
  public String getKey() {
    return pending().map(enrolment -> enrolment.key().replaceAll("(.{4})(?=.)", "$1 ")).orElse("");
  }

  public int getCodesLeft() {
    return factor.codesLeft(member.caller());
  }

  private Optional<SecondFactor.Enrolment> pending() {
    return factor.pending(member.caller());
  }

  public void begin() throws IOException {
    attempt(() -> factor.begin(member.caller(), password));
  }

  public void confirm() throws IOException {
    attempt(() -> show(factor.confirm(member.caller(), code)));
  }

  public void renew() throws IOException {
    attempt(() -> show(factor.renewCodes(member.caller(), password, code)));
  }

  public void remove() throws IOException {
    attempt(
        () -> {
          sessions.goOn(request, factor.remove(member.caller(), password, code));
          notices.good(words.of("totp.removed"));
        });
  }

  private void show(List<String> codes) {
    notices.secret(words.of("totp.codes"), String.join("\n", codes));
  }

  private void attempt(Doing doing) throws IOException {
    try {
      doing.run();
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
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
