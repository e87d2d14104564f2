package dev.pappus.account;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token and what the user it acts for is, as a call of the API needs them. Public, since JPA
 * calls only public constructors.
 *
 * @param scopes as they are stored
 * @param appId the only app it opens; null for the whole team
 * @param status of the user
 * @param administrator whether the user may act on the whole installation
 * @param role the user's in the token's team; null if it is no member
 * @param appRole the user's with the token's app, from outside the team; null if it has none
 */
public record TokenPass(
    UUID id,
    UUID teamId,
    String name,
    String scopes,
    @Nullable UUID appId,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    UserStatus status,
    boolean administrator,
    @Nullable Role role,
    @Nullable Role appRole) {

  /** Whether it still opens doors: nobody's token does, nor that of one who has left. */
  boolean usable(Instant now) {
    return revokedAt == null
        && (expiresAt == null || now.isBefore(expiresAt))
        && (role != null || appRole != null);
  }

  /** What the scopes let through of what the user may. */
  Grants grants() {
    Set<TokenScope> through = TokenScope.read(scopes);
    UUID app = appId;
    if (app != null) {
      return Grants.ofApp(
          app, TokenScope.through(through, Sets.union(permissions(role), permissions(appRole))));
    }
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    permissions.addAll(permissions(role));
    if (administrator) {
      permissions.add(Permission.MANAGE_INSTALLATION);
    }
    return Grants.ofTeam(TokenScope.through(through, permissions));
  }

  private static ImmutableSet<Permission> permissions(@Nullable Role role) {
    return role == null ? ImmutableSet.of() : role.permissions();
  }
}
