package dev.pappus.admin.account;

import dev.pappus.account.Team;
import dev.pappus.account.TeamDesk;
import dev.pappus.account.TeamDraft;
import dev.pappus.account.TeamSeat;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.text.Languages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The member's teams, this team's name and language, and a new one. */
@Named
@RequestScoped
public class TeamsView {
  static final String PATH = "/account/teams.xhtml";
  private static final String HOME = "/app/apps.xhtml";

  @Inject CurrentMember member;
  @Inject TeamDesk desk;
  @Inject PageDoing doing;

  private @Nullable List<Row> rows;

  /**
   * A team.
   *
   * @param current whether the console shows it now
   */
  public record Row(String id, TeamSeat seat, boolean current) {}

  public List<Row> getRows() {
    List<Row> known = rows;
    if (known == null) {
      known = desk.mine(member.caller()).stream().map(this::row).toList();
      rows = known;
    }
    return known;
  }

  private Row row(TeamSeat seat) {
    UUID id = seat.team().id();
    return new Row(PublicId.format(IdKind.TEAM, id), seat, id.equals(member.caller().teamId()));
  }

  public Team getTeam() {
    return desk.current(member.caller());
  }

  public List<Locale> getLanguages() {
    return Languages.SPOKEN;
  }

  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().toList();
  }

  /** Shows another of the member's teams from now on; one that is none of them changes nothing. */
  public void enter() throws IOException {
    getRows().stream()
        .filter(row -> row.id().equals(doing.field("team")))
        .findFirst()
        .ifPresent(row -> member.choose(row.seat().team().id()));
    doing.go(HOME);
  }

  public void create() throws IOException {
    doing.run(
        PATH,
        () -> {
          Team made = desk.create(member.caller(), draft());
          member.choose(made.id());
        },
        "teams.created",
        doing.field("name"));
  }

  public void save() throws IOException {
    doing.run(PATH, () -> desk.change(member.caller(), draft()), "settings.saved");
  }

  private TeamDraft draft() {
    return new TeamDraft(doing.field("name"), doing.field("language"), doing.field("zone"));
  }
}
