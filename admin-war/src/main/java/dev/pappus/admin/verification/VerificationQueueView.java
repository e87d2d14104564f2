package dev.pappus.admin.verification;

import dev.pappus.account.verification.VerificationDesk;
import dev.pappus.account.verification.VerificationNotFoundException;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.account.verification.VerificationView;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The queue of real names that wait for a decision. */
@Named
@RequestScoped
public class VerificationQueueView {
  private static final String PATH = "/verification/queue.xhtml";

  @Inject CurrentMember member;
  @Inject VerificationDesk desk;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

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

  /**
   * The public id of a submission: what a button decides about stands in its form, not in a place
   * of the list.
   */
  public String id(VerificationView row) {
    return PublicId.format(IdKind.VERIFICATION, Objects.requireNonNull(row.id()));
  }

  public void approve() throws IOException {
    decide("queue.approved", id -> desk.approve(member.caller(), id));
  }

  public void reject() throws IOException {
    decide(
        "queue.rejected", id -> desk.reject(member.caller(), id, request.getParameter("reason")));
  }

  private void decide(String good, Function<UUID, VerificationView> decision) throws IOException {
    try {
      UUID id =
          PublicId.parse(
                  IdKind.VERIFICATION,
                  Optional.ofNullable(request.getParameter("verification")).orElse(""))
              .orElseThrow(VerificationNotFoundException::new);
      notices.good(words.of(good, decision.apply(id).teamName()));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }
}
