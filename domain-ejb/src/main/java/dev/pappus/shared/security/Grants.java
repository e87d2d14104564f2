package dev.pappus.shared.security;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a caller may do: in its whole team, and besides with single apps. Whoever is let in for
 * single apps alone, a collaborator or a token of one app, has nothing in the team.
 *
 * @param team in the whole team, so with each of its apps too
 * @param apps with single apps, by the app's key
 */
public record Grants(
    ImmutableSet<Permission> team, ImmutableMap<UUID, ImmutableSet<Permission>> apps) {
  /** Nothing at all. */
  public static final Grants NONE = new Grants(ImmutableSet.of(), ImmutableMap.of());

  /** Everything: the server itself. */
  public static final Grants ALL = ofTeam(ImmutableSet.copyOf(Permission.values()));

  public static Grants ofTeam(Set<Permission> permissions) {
    return new Grants(ImmutableSet.copyOf(permissions), ImmutableMap.of());
  }

  public static Grants ofApp(UUID appId, Set<Permission> permissions) {
    return new Grants(ImmutableSet.of(), ImmutableMap.of(appId, ImmutableSet.copyOf(permissions)));
  }

  public static Grants of(Set<Permission> team, Map<UUID, ImmutableSet<Permission>> apps) {
    return new Grants(ImmutableSet.copyOf(team), ImmutableMap.copyOf(apps));
  }

  /** In the whole team. */
  public boolean allows(Permission permission) {
    return team.contains(permission);
  }

  /** With an app of the team. */
  public boolean allows(Permission permission, UUID appId) {
    return allows(permission) || apps.getOrDefault(appId, ImmutableSet.of()).contains(permission);
  }

  /** With some app at least. */
  public boolean allowsSomewhere(Permission permission) {
    return allows(permission) || apps.values().stream().anyMatch(its -> its.contains(permission));
  }

  /** Whether the caller is let in for the whole team. */
  public boolean wholeTeam() {
    return team.stream().anyMatch(permission -> permission != Permission.MANAGE_INSTALLATION);
  }

  /** Whether an app of the team exists for the caller at all. */
  public boolean reaches(UUID appId) {
    return wholeTeam() || apps.containsKey(appId);
  }
}
