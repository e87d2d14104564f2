package dev.pappus.admin.installation;

import dev.pappus.account.plan.PlanDesk;
import dev.pappus.account.plan.TeamStanding;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All teams, newest first, with what they pay for. */
@Named
@RequestScoped
public class InstallationTeamsView {
  @Inject CurrentMember member;
  @Inject PlanDesk desk;
  @Inject HttpServletRequest request;

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
}
