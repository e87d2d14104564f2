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
                LOG.log(
                    Level.WARNING,
                    LogLine.of("account.group-team-unknown")
                        .with("team", PublicId.format(IdKind.TEAM, teamId))
                        .toString());
              } else {
                memberships.lockTeam(teamId);
                become(person.in(teamId), user, role.orElse(null));
              }
            });
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
        LOG.log(
            Level.WARNING,
            LogLine.of("account.last-owner-kept")
                .with("team", PublicId.format(IdKind.TEAM, caller.teamId()))
                .with("user", id(user))
                .toString());
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

  private static String id(User user) {
    return PublicId.format(IdKind.USER, user.id());
  }

  private static JsonObject state(Role role) {
    return JsonParts.object().add("role", role.wireName()).add("by", "groups").build();
  }
}
