package dev.pappus.admin.account;

import dev.pappus.account.CollaboratorDesk;
import dev.pappus.account.InvitationDesk;
import dev.pappus.account.InvitationDraft;
import dev.pappus.account.MemberNotFoundException;
import dev.pappus.account.Role;
import dev.pappus.account.TeamMember;
import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** People from outside the team who are let in for an app. */
@Named
@RequestScoped
public class CollaboratorsView {
  private static final String PATH = "/account/collaborators.xhtml?app=";

  @Inject CurrentMember member;
  @Inject CurrentApp app;
  @Inject CollaboratorDesk desk;
  @Inject InvitationDesk invitations;
  @Inject PageDoing doing;

  /** One of them. */
  public record Row(String id, TeamMember member) {}

  public List<Row> getRows() {
    return desk.list(member.caller(), app.id()).stream()
        .map(one -> new Row(PublicId.format(IdKind.USER, one.userId()), one))
        .toList();
  }

  public List<Role> getRoles() {
    return Role.OF_COLLABORATORS;
  }

  public void invite() throws IOException {
    doing.run(
        here(),
        () ->
            invitations.invite(
                member.caller(),
                new InvitationDraft(doing.field("email"), doing.field("role"), app.id())),
        "members.invited",
        doing.field("email"));
  }

  public void change() throws IOException {
    doing.run(
        here(),
        () -> desk.change(member.caller(), app.id(), user(), doing.field("role")),
        "members.changed");
  }

  public void remove() throws IOException {
    doing.run(
        here(), () -> desk.remove(member.caller(), app.id(), user()), "collaborators.removed");
  }

  private UUID user() {
    return doing.id(IdKind.USER, "user", MemberNotFoundException::new);
  }

  private String here() {
    return PATH + PublicId.format(IdKind.APP, app.id());
  }
}
