package dev.pappus.account;

import static dev.pappus.shared.security.Permission.*;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is in a team, or for one of its apps. This is the table of permission × role; none
 * allows {@link Permission#MANAGE_INSTALLATION}, which is no team's matter.
 */
public enum Role {
  /** May do everything in the team. */
  OWNER(EnumSet.complementOf(EnumSet.of(MANAGE_INSTALLATION))),
  /** As the owners, but cannot make or unmake one. */
  ADMIN(EnumSet.complementOf(EnumSet.of(MANAGE_INSTALLATION, MANAGE_OWNERS))),
  DEVELOPER(
      EnumSet.of(
          VIEW,
          VIEW_WEBHOOKS,
          VIEW_MEMBERS,
          REPORT,
          UPLOAD,
          MANAGE_APPS,
          MANAGE_WEBHOOKS,
          USE_TOKENS,
          CREATE_TEAM)),
  TESTER(EnumSet.of(VIEW, REPORT, USE_TOKENS, CREATE_TEAM)),
  /** Sees everything, changes nothing. */
  AUDITOR(EnumSet.of(VIEW, VIEW_WEBHOOKS, VIEW_MEMBERS, VIEW_AUDIT, USE_TOKENS)),
  /** An app in the field, known by its ingest key: it may report, and nothing else. */
  REPORTER(EnumSet.of(REPORT));

  /** What people can be in a team, the mightiest first. */
  public static final List<Role> OF_MEMBERS = List.of(OWNER, ADMIN, DEVELOPER, TESTER, AUDITOR);

  /** What people from outside can be for an app. */
  public static final List<Role> OF_COLLABORATORS = List.of(DEVELOPER, TESTER, AUDITOR);

  private final ImmutableSet<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Sets.immutableEnumSet(permissions);
  }

  public ImmutableSet<Permission> permissions() {
    return permissions;
  }

  public boolean allows(Permission permission) {
    return permissions.contains(permission);
  }

  /** As the API and the console write it: {@code developer}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param possible the roles that make sense there
   * @throws InvalidFieldException {@code field-invalid} if it is none of them
   */
  static Role of(@Nullable String wireName, List<Role> possible) {
    return Arrays.stream(values())
        .filter(role -> possible.contains(role) && role.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    "role",
                    possible.stream()
                        .map(Role::wireName)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }
}
