package dev.pappus.admin.account;

import dev.pappus.account.Invitation;
import dev.pappus.account.InvitationDesk;
import dev.pappus.account.InvitationDraft;
import dev.pappus.account.InvitationNotFoundException;
import dev.pappus.account.MemberDesk;
import dev.pappus.account.MemberNotFoundException;
import dev.pappus.account.Role;
import dev.pappus.account.TeamMember;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in the team, and who is invited. */
@Named
@RequestScoped
public class MembersView {
  private static final String PATH = "/account/members.xhtml";

  @Inject CurrentMember member;
  @Inject MemberDesk members;
  @Inject InvitationDesk invitations;
  @Inject AppRepository apps;
  @Inject PageDoing doing;
  @Inject Clock clock;

  private @Nullable Page<Row> page;

  /**
   * Somebody in the team.
   *
   * @param self whether it is the member who looks
   * @param changeable whether the member who looks may give it another role, or remove it
   */
  public record Row(String id, TeamMember member, boolean self, boolean changeable) {}

  /**
   * An invitation.
   *
   * @param app name of the only app it is for, "" for the whole team
   */
  public record Invited(String id, Invitation invitation, String app, boolean expired) {}

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      known =
          members.page(member.caller(), PageRequest.of(null, doing.field("cursor"))).map(this::row);
      page = known;
    }
    return known;
  }

  private Row row(TeamMember one) {
    boolean manages = member.may(Permission.MANAGE_MEMBERS.name());
    boolean ownersToo = member.may(Permission.MANAGE_OWNERS.name());
    return new Row(
        PublicId.format(IdKind.USER, one.userId()),
        one,
        one.userId().equals(member.caller().actorId()),
        manages && (ownersToo || one.role() != Role.OWNER));
  }

  public List<Row> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  /** The newest ones; older ones come up as these are answered. */
  public List<Invited> getInvitations() {
    return invitations
        .page(member.caller(), new PageRequest(PageRequest.MAX_LIMIT, null))
        .items()
        .stream()
        .map(this::invited)
        .toList();
  }

  private Invited invited(Invitation one) {
    UUID appId = one.appId();
    return new Invited(
        PublicId.format(IdKind.INVITATION, one.id()),
        one,
        appId == null ? "" : apps.find(appId).map(App::name).orElse("–"),
        one.state(clock.instant()) == Invitation.State.EXPIRED);
  }

  /** What the member who looks can make of somebody. */
  public List<Role> getRoles() {
    boolean ownersToo = member.may(Permission.MANAGE_OWNERS.name());
    return Role.OF_MEMBERS.stream().filter(role -> ownersToo || role != Role.OWNER).toList();
  }

  public void invite() throws IOException {
    doing.run(
        PATH,
        () ->
            invitations.invite(
                member.caller(),
                new InvitationDraft(doing.field("email"), doing.field("role"), null)),
        "members.invited",
        doing.field("email"));
  }

  public void resend() throws IOException {
    doing.run(
        PATH, () -> invitations.resend(member.caller(), invitation()), "members.inviteResent");
  }

  public void withdraw() throws IOException {
    doing.run(
        PATH, () -> invitations.withdraw(member.caller(), invitation()), "members.inviteWithdrawn");
  }

  private UUID invitation() {
    return doing.id(IdKind.INVITATION, "invitation", InvitationNotFoundException::new);
  }

  public void change() throws IOException {
    doing.run(
        PATH,
        () -> members.change(member.caller(), user(), doing.field("role")),
        "members.changed");
  }

  public void remove() throws IOException {
    doing.run(PATH, () -> members.remove(member.caller(), user()), "members.removed");
  }

  /** The member who looks leaves the team. */
  public void leave() throws IOException {
    doing.run(TeamsView.PATH, () -> members.remove(member.caller(), user()), "members.left");
  }

  private UUID user() {
    return doing.id(IdKind.USER, "user", MemberNotFoundException::new);
  }
}
