package dev.pappus.account.plan;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.Team;
import dev.pappus.account.TeamNotFoundException;
import dev.pappus.account.UserRepository;
import dev.pappus.plan.Payment;
import dev.pappus.plan.PaymentBook;
import dev.pappus.plan.PaymentOrder;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a payment becomes known: an administrator of the installation says so, or an
 * outside provider ({@link PaymentCallback}). Both end in {@link PaymentBook}.
 */
@ApplicationScoped
public class PaymentDesk {
  private static final String MANUAL = "manual";
  private static final int MAX_LENGTH = 100;

  @Inject AccessControl accessControl;
  @Inject UserRepository users;
  @Inject PaymentBook book;

  /**
   * Marks a team as paid.
   *
   * @param lastDay the last day paid for, {@code 2027-11-30}, in the team's time zone
   * @param receipt the receipt's number, by which the payment is known
   * @throws AccessDeniedException {@code forbidden}
   * @throws TeamNotFoundException {@code team-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws DomainException {@code payment-known} if this receipt was entered before
   */
  public Payment markPaid(
      Caller caller,
      UUID teamId,
      @Nullable String plan,
      @Nullable String lastDay,
      @Nullable String receipt) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    Team team = users.findTeam(teamId).orElseThrow(TeamNotFoundException::new);
    PaymentBook.Entry entry = take(caller, team, MANUAL, receipt, receipt, plan, lastDay);
    if (!entry.fresh()) {
      throw new DomainException(
          ProblemKind.CONFLICT,
          "payment-known",
          "Payment known",
          "A payment with this receipt's number was entered before.");
    }
    return entry.payment();
  }

  /**
   * What an outside provider says, whose signature was verified. A payment that is known changes
   * nothing.
   */
  PaymentBook.Entry told(
      UUID teamId,
      @Nullable String paymentId,
      @Nullable String receipt,
      @Nullable String plan,
      @Nullable String lastDay) {
    Team team =
        users
            .findTeam(teamId)
            .orElseThrow(() -> new InvalidFieldException("team", "there is no such team"));
    return take(
        Caller.system(teamId), team, PaymentCallback.PROVIDER, paymentId, receipt, plan, lastDay);
  }

  private PaymentBook.Entry take(
      Caller caller,
      Team team,
      String provider,
      @Nullable String paymentId,
      @Nullable String receipt,
      @Nullable String plan,
      @Nullable String lastDay) {
    LocalDate day;
    try {
      day = LocalDate.parse(lastDay == null ? "" : lastDay);
    } catch (DateTimeException notADay) {
      throw new InvalidFieldException("paidUntil", "must be a day, such as 2027-11-30");
    }
    if (day.getYear() > 9999) {
      throw new InvalidFieldException("paidUntil", "must be a day before the year 10000");
    }
    PaymentOrder order =
        new PaymentOrder(
            provider,
            TextRules.required("paymentId", paymentId, MAX_LENGTH),
            TextRules.required("receipt", receipt, MAX_LENGTH),
            TextRules.required("plan", plan, MAX_LENGTH),
            day.plusDays(1).atStartOfDay(team.timeZone()).toInstant());
    return Conflict.retrying(() -> book.take(caller, team.id(), order));
  }
}
