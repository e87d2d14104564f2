package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes somebody in each team what the groups say at a sign-in. A group takes away only what a
 * group has given: whom people have let in themselves, or made something else, stays what he is.
 */
@ApplicationScoped
public class GroupMemberships {
  private static final System.Logger LOG = System.getLogger(GroupMemberships.class.getName());

  @Inject ExternalSettings settings;
  @Inject UserRepository users;
  @Inject MembershipRepository memberships;
  @Inject MemberUsage usage;
  @Inject MemberFarewell farewell;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  void apply(User user, Set<String> groups, String remoteAddress) {
    Caller person = Authenticator.ownerOf(user, remoteAddress);
    // in one order: two sign-ins that lock the same teams do not wait for each other
    wanted(groups)
        .forEach(
            (teamId, role) -> {
              if (users.findTeam(teamId).isEmpty()) {
                warn("account.group-team-unknown", teamId, user);
              } else if (hasRoomFor(user, teamId, role)) {
                memberships.lockTeam(teamId);
                become(person.in(teamId), user, role.orElse(null));
              } else {
                // he comes in all the same: other teams have room
                warn("account.group-team-full", teamId, user);
              }
            });
  }

  /** Whether the plan lets somebody in who is not a member yet; asked before the team is locked. */
  private boolean hasRoomFor(User user, UUID teamId, Optional<Role> role) {
    return role.isEmpty()
        || memberships.find(teamId, user.id()).isPresent()
        || usage.admitsOne(teamId);
  }

  /** Of each team that the setting names, the mightiest role of all these groups. */
  private Map<UUID, Optional<Role>> wanted(Set<String> groups) {
    Map<UUID, Optional<Role>> wanted = new TreeMap<>();
    for (GroupRole gift : settings.groupRoles()) {
      UUID teamId = gift.teamId() == null ? users.firstTeam() : gift.teamId();
      Optional<Role> role = Optional.of(gift.role()).filter(is -> groups.contains(gift.group()));
      wanted.merge(
          teamId, role, (one, other) -> one.isEmpty() || mightier(other, one.get()) ? other : one);
    }
    return wanted;
  }

  private static boolean mightier(Optional<Role> other, Role than) {
    return other.isPresent()
        && Role.OF_MEMBERS.indexOf(other.get()) < Role.OF_MEMBERS.indexOf(than);
  }

  private void become(Caller caller, User user, @Nullable Role role) {
    Membership membership = memberships.find(caller.teamId(), user.id()).orElse(null);
    if (membership == null) {
      if (role != null) {
        memberships.add(Membership.byGroups(caller.teamId(), user.id(), role, clock.instant()));
        audit.record(caller, "member.add", id(user), null, state(role));
      }
    } else if (membership.isByGroups() && membership.role() != role) {
      if (membership.role() == Role.OWNER && memberships.owners(caller.teamId()) < 2) {
        warn("account.last-owner-kept", caller.teamId(), user);
        return;
      }
      JsonObject before = state(membership.role());
      if (role == null) {
        farewell.leave(caller, membership);
        audit.record(caller, "member.remove", id(user), before, null);
      } else {
        membership.becomeByGroups(role);
        audit.record(caller, "member.change-role", id(user), before, state(role));
      }
    }
  }

  private static void warn(String event, UUID teamId, User user) {
    LOG.log(
        Level.WARNING,
        LogLine.of(event)
            .with("team", PublicId.format(IdKind.TEAM, teamId))
            .with("user", id(user))
            .toString());
  }

  private static String id(User user) {
    return PublicId.format(IdKind.USER, user.id());
  }

  private static JsonObject state(Role role) {
    return JsonParts.object().add("role", role.wireName()).add("by", "groups").build();
  }
}
