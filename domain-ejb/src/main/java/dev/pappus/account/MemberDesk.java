package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in a team, and as what. A team keeps at least one owner. */
@Stateless
public class MemberDesk {
  @Inject AccessControl accessControl;
  @Inject MembershipRepository memberships;
  @Inject TokenRevoker tokens;
  @Inject AuditTrail audit;

  /**
   * The team's members, newest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<TeamMember> page(Caller caller, PageRequest request) {
    accessControl.require(caller, Permission.VIEW_MEMBERS);
    return memberships.page(caller.teamId(), request);
  }

  /**
   * Makes somebody something else in the team. Who is an owner is decided by owners.
   *
   * @param role a name of one of {@link Role#OF_MEMBERS}
   * @throws AccessDeniedException {@code forbidden}
   * @throws MemberNotFoundException {@code member-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws LastOwnerException {@code last-owner}
   */
  public TeamMember change(Caller caller, UUID userId, @Nullable String role) {
    accessControl.require(caller, Permission.MANAGE_MEMBERS);
    memberships.lockTeam(caller.teamId());
    Membership membership = get(caller, userId);
    Role wanted = Role.of(role, Role.OF_MEMBERS);
    if (wanted != membership.role()) {
      if (wanted == Role.OWNER || membership.role() == Role.OWNER) {
        accessControl.require(caller, Permission.MANAGE_OWNERS);
        requireAnotherOwner(membership);
      }
      JsonObject before = state(membership.role());
      membership.become(wanted);
      audit.record(caller, "member.change-role", id(userId), before, state(wanted));
    }
    return memberships.member(caller.teamId(), userId).orElseThrow(MemberNotFoundException::new);
  }

  /**
   * Takes somebody out of the team, and its tokens and collaborations there with it. Everybody who
   * is signed in may leave.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws MemberNotFoundException {@code member-not-found}
   * @throws LastOwnerException {@code last-owner}
   */
  public void remove(Caller caller, UUID userId) {
    boolean leaves = caller.kind() == ActorKind.USER && userId.equals(caller.actorId());
    if (!leaves) {
      accessControl.require(caller, Permission.MANAGE_MEMBERS);
    }
    memberships.lockTeam(caller.teamId());
    Membership membership = get(caller, userId);
    if (membership.role() == Role.OWNER) {
      if (!leaves) {
        accessControl.require(caller, Permission.MANAGE_OWNERS);
      }
      requireAnotherOwner(membership);
    }
    tokens.revokeOf(caller, userId);
    memberships.collaborations(caller.teamId(), userId).forEach(memberships::remove);
    memberships.remove(membership);
    audit.record(caller, "member.remove", id(userId), state(membership.role()), null);
  }

  /** The team is locked, so the others stay what they are. */
  private void requireAnotherOwner(Membership membership) {
    if (membership.role() == Role.OWNER && memberships.owners(membership.teamId()) < 2) {
      throw new LastOwnerException();
    }
  }

  private Membership get(Caller caller, UUID userId) {
    return memberships.find(caller.teamId(), userId).orElseThrow(MemberNotFoundException::new);
  }

  private static String id(UUID userId) {
    return PublicId.format(IdKind.USER, userId);
  }

  private static JsonObject state(Role role) {
    return JsonParts.object().add("role", role.wireName()).build();
  }
}
