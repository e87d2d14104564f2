package dev.pappus.admin.verification;

import dev.pappus.account.verification.VerificationDesk;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.account.verification.VerificationView;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of real names that wait for a decision. */
@Named
@RequestScoped
public class QueueView {
  private static final String PATH = "/verification/queue.xhtml";

  @Inject CurrentMember member;
  @Inject VerificationDesk desk;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String reason = "";
  private @Nullable Page<VerificationView> page;

  private Page<VerificationView> page() {
    Page<VerificationView> known = page;
    if (known == null) {
      known =
          desk.queue(
              member.caller(),
              VerificationStatus.SUBMITTED,
              PageRequest.of(null, request.getParameter("cursor")));
      page = known;
    }
    return known;
  }

  public List<VerificationView> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  public void approve(UUID id) throws IOException {
    try {
      notices.good(words.of("queue.approved", desk.approve(member.caller(), id).teamName()));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  public void reject(UUID id) throws IOException {
    try {
      notices.good(words.of("queue.rejected", desk.reject(member.caller(), id, reason).teamName()));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  /** One for the whole list: the row whose button is pressed takes it. */
  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  private void back() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }
}
