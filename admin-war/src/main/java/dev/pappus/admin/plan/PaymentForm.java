package dev.pappus.admin.plan;

import dev.pappus.account.TeamNotFoundException;
import dev.pappus.account.plan.PaymentDesk;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.plan.Plan;
import dev.pappus.plan.PlanRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/** Marks a team as paid, for administrators of the installation. */
@Named
@RequestScoped
public class PaymentForm {
  @Inject CurrentMember member;
  @Inject PaymentDesk desk;
  @Inject PlanRepository plans;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String team = "";
  private String plan = "";
  private String lastDay = "";
  private String receipt = "";

  /** Names of the plans that are paid for. */
  public List<String> getPlans() {
    return plans.plans().stream().map(Plan::name).filter(name -> !name.equals(Plan.FREE)).toList();
  }

  public void pay() throws IOException {
    try {
      desk.markPaid(
          member.caller(),
          PublicId.parse(IdKind.TEAM, team.strip()).orElseThrow(TeamNotFoundException::new),
          plan,
          lastDay.strip(),
          receipt);
      notices.good(words.of("payment.done", receipt));
      faces.getExternalContext().redirect(request.getContextPath() + "/installation/teams.xhtml");
      faces.responseComplete();
    } catch (DomainException refused) {
      // stays on the page, with what was typed
      notices.bad(words.problem(refused));
    }
  }

  public String getTeam() {
    return team;
  }

  public void setTeam(String team) {
    this.team = team;
  }

  public String getPlan() {
    return plan;
  }

  public void setPlan(String plan) {
    this.plan = plan;
  }

  public String getLastDay() {
    return lastDay;
  }

  public void setLastDay(String lastDay) {
    this.lastDay = lastDay;
  }

  public String getReceipt() {
    return receipt;
  }

  public void setReceipt(String receipt) {
    this.receipt = receipt;
  }
}
