package dev.pappus.admin.installation;

import dev.pappus.account.TeamNotFoundException;
import dev.pappus.account.plan.PaymentDesk;
import dev.pappus.account.plan.PlanDesk;
import dev.pappus.account.plan.TeamStanding;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.plan.Plan;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All teams, newest first, with what they pay for; and entering a payment. */
@Named
@RequestScoped
public class InstallationTeamsView {
  private static final String PATH = "/installation/teams.xhtml";

  @Inject CurrentMember member;
  @Inject PlanDesk desk;
  @Inject PaymentDesk payments;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable Page<TeamStanding> page;

  private Page<TeamStanding> page() {
    Page<TeamStanding> known = page;
    if (known == null) {
      known = desk.teams(member.caller(), PageRequest.of(null, request.getParameter("cursor")));
      page = known;
    }
    return known;
  }

  public List<TeamStanding> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  public String id(TeamStanding row) {
    return PublicId.format(IdKind.TEAM, row.team().id());
  }

  /** Names of the plans that somebody may pay for. */
  public List<String> getPlans() {
    return desk.plans(member.caller()).stream()
        .map(Plan::name)
        .filter(name -> !name.equals(Plan.FREE))
        .toList();
  }

  /** Marks a team as paid. */
  public void pay() throws IOException {
    try {
      UUID team =
          PublicId.parse(IdKind.TEAM, field("team")).orElseThrow(TeamNotFoundException::new);
      payments.markPaid(member.caller(), team, field("plan"), field("paidUntil"), field("receipt"));
      notices.good(words.of("teams.paid"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }

  private String field(String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }
}
