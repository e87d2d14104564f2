package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People from outside the team who are let in for one of its apps. They come by invitation. */
@Stateless
public class CollaboratorDesk {
  @Inject AppDirectory apps;
  @Inject MembershipRepository memberships;
  @Inject TokenRevoker tokens;
  @Inject AuditTrail audit;

  /**
   * An app's, newest first: there are only a few.
   *
   * @throws DomainException {@code app-not-found}, {@code forbidden}
   */
  public List<TeamMember> list(Caller caller, UUID appId) {
    apps.require(caller, Permission.VIEW_MEMBERS, appId);
    return memberships.collaborators(appId);
  }

  /**
   * Makes one something else.
   *
   * @param role a name of one of {@link Role#OF_COLLABORATORS}
   * @throws DomainException {@code app-not-found}, {@code forbidden}
   * @throws MemberNotFoundException {@code member-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public TeamMember change(Caller caller, UUID appId, UUID userId, @Nullable String role) {
    apps.require(caller, Permission.MANAGE_MEMBERS, appId);
    Collaborator collaborator = get(appId, userId);
    Role wanted = Role.of(role, Role.OF_COLLABORATORS);
    if (wanted != collaborator.role()) {
      JsonObject before = state(collaborator);
      collaborator.become(wanted);
      audit.record(caller, "collaborator.change-role", id(userId), before, state(collaborator));
    }
    return memberships.collaborators(appId).stream()
        .filter(member -> member.userId().equals(userId))
        .findFirst()
        .orElseThrow(MemberNotFoundException::new);
  }

  /**
   * Lets one in no longer, and revokes its tokens of the app.
   *
   * @throws DomainException {@code app-not-found}, {@code forbidden}
   * @throws MemberNotFoundException {@code member-not-found}
   */
  public void remove(Caller caller, UUID appId, UUID userId) {
    apps.require(caller, Permission.MANAGE_MEMBERS, appId);
    Collaborator collaborator = get(appId, userId);
    tokens.revokeOf(caller, userId, appId);
    memberships.remove(collaborator);
    audit.record(caller, "collaborator.remove", id(userId), state(collaborator), null);
  }

  private Collaborator get(UUID appId, UUID userId) {
    return memberships.findCollaborator(appId, userId).orElseThrow(MemberNotFoundException::new);
  }

  private static String id(UUID userId) {
    return PublicId.format(IdKind.USER, userId);
  }

  private static JsonObject state(Collaborator collaborator) {
    return JsonParts.object()
        .add("app", PublicId.format(IdKind.APP, collaborator.appId()))
        .add("role", collaborator.role().wireName())
        .build();
  }
}
