package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.Languages;
import dev.pappus.shared.text.TextRules;
import dev.pappus.shared.time.ZoneNames;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams: which there are for somebody, another one, and how one is called. */
@Stateless
public class TeamDesk {
  private static final int MAX_NAME = 100;

  @Inject AccessControl accessControl;
  @Inject Authenticator authenticator;
  @Inject UserRepository users;
  @Inject MembershipRepository memberships;
  @Inject AccountSettings settings;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * The teams that a person is let into, those it is a member of first; of a token the one it is
   * for.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public List<TeamSeat> mine(Caller caller) {
    accessControl.requireSomewhere(caller, Permission.VIEW);
    UUID userId = users.findBehind(caller).map(User::id).orElse(null);
    return userId == null
        ? List.of()
        : authenticator.teamsOf(userId).stream()
            .filter(team -> caller.kind() == ActorKind.USER || team.id().equals(caller.teamId()))
            .map(team -> new TeamSeat(team, roleIn(team.id(), userId)))
            .toList();
  }

  private @Nullable Role roleIn(UUID teamId, UUID userId) {
    return memberships.find(teamId, userId).map(Membership::role).orElse(null);
  }

  /**
   * The team that the caller is in.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Team current(Caller caller) {
    accessControl.requireSomewhere(caller, Permission.VIEW);
    return team(caller);
  }

  private Team team(Caller caller) {
    return users
        .findTeam(caller.teamId())
        .orElseThrow(() -> new IllegalStateException("A caller's team is there"));
  }

  /**
   * Makes a team, which the caller owns.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid}
   */
  public Team create(Caller caller, TeamDraft draft) {
    accessControl.require(caller, Permission.CREATE_TEAM);
    User owner =
        users
            .findBehind(caller)
            .orElseThrow(() -> new AccessDeniedException("Only people have teams."));
    Team team =
        new Team(
            TextRules.required("name", draft.name(), MAX_NAME),
            language(draft, Locale.ENGLISH),
            zone(draft, ZoneId.of(settings.timeZone())),
            clock.instant());
    memberships.add(team);
    memberships.add(new Membership(team.id(), owner.id(), Role.OWNER, clock.instant()));
    // in both: its own first entry, and where the one who made it was
    audit.record(caller.in(team.id()), "team.create", id(team), null, state(team));
    audit.record(caller, "team.create", id(team), null, state(team));
    return team;
  }

  /**
   * Changes what is given.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid}
   */
  public Team change(Caller caller, TeamDraft draft) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    Team team = memberships.lockTeam(caller.teamId());
    JsonObject before = state(team);
    team.describe(
        draft.name() == null ? team.name() : TextRules.required("name", draft.name(), MAX_NAME),
        language(draft, team.language()),
        zone(draft, team.timeZone()));
    audit.record(caller, "team.change", id(team), before, state(team));
    return team;
  }

  private static Locale language(TeamDraft draft, Locale otherwise) {
    return draft.language() == null ? otherwise : Languages.read("language", draft.language());
  }

  private static ZoneId zone(TeamDraft draft, ZoneId otherwise) {
    return draft.timeZone() == null ? otherwise : ZoneNames.read("timeZone", draft.timeZone());
  }

  private static JsonObject state(Team team) {
    return JsonParts.object()
        .add("name", team.name())
        .add("language", team.language().toLanguageTag())
        .add("timeZone", team.timeZone().getId())
        .build();
  }

  private static String id(Team team) {
    return PublicId.format(IdKind.TEAM, team.id());
  }
}
