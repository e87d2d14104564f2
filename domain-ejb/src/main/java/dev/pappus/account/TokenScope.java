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
 * What a token is for. It lets through what of its user's role the scope names; a scope never gives
 * what the role does not.
 */
public enum TokenScope {
  /** Send builds, feedback and crash reports. */
  UPLOAD(EnumSet.of(Permission.UPLOAD, REPORT)),
  /** See everything that the user sees, and change nothing. */
  READ(EnumSet.of(VIEW, VIEW_WEBHOOKS, VIEW_MEMBERS, VIEW_AUDIT)),
  /** Change webhooks and send deliveries again. */
  WEBHOOKS(EnumSet.of(VIEW, VIEW_WEBHOOKS, MANAGE_WEBHOOKS)),
  /** Whatever the user may. */
  ADMIN(EnumSet.allOf(Permission.class));

  private final ImmutableSet<Permission> permissions;

  TokenScope(Set<Permission> permissions) {
    this.permissions = Sets.immutableEnumSet(permissions);
  }

  public ImmutableSet<Permission> permissions() {
    return permissions;
  }

  /** As the API writes it: {@code upload}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What of some permissions a set of scopes lets through. */
  static ImmutableSet<Permission> through(Set<TokenScope> scopes, Set<Permission> permissions) {
    return permissions.stream()
        .filter(wanted -> scopes.stream().anyMatch(scope -> scope.permissions.contains(wanted)))
        .collect(Sets.toImmutableEnumSet());
  }

  /**
   * @throws InvalidFieldException {@code field-invalid} if there is none, or one that does not
   *     exist
   */
  static Set<TokenScope> of(@Nullable List<String> wireNames) {
    Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    for (@Nullable String name : wireNames == null ? List.<String>of() : wireNames) {
      scopes.add(
          Arrays.stream(values())
              .filter(scope -> scope.wireName().equals(name))
              .findFirst()
              .orElseThrow(TokenScope::unknown));
    }
    if (scopes.isEmpty()) {
      throw unknown();
    }
    return scopes;
  }

  private static InvalidFieldException unknown() {
    return new InvalidFieldException(
        "scopes",
        Arrays.stream(values())
            .map(TokenScope::wireName)
            .collect(Collectors.joining(", ", "one or more of ", "")));
  }

  /** As it is stored: names, separated by commas. */
  static String written(Set<TokenScope> scopes) {
    return scopes.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
  }

  static Set<TokenScope> read(String written) {
    return Arrays.stream(written.split(",", -1))
        .map(TokenScope::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
  }
}
