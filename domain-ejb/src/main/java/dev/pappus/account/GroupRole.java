package dev.pappus.account;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a group gives its people: a role in a team.
 *
 * @param group as the provider or the directory writes it
 * @param teamId null for the installation's first team
 */
record GroupRole(String group, Role role, @Nullable UUID teamId) {

  /**
   * Reads {@code group=role} or {@code group=role@tem_…}; the last {@code =} counts, since names of
   * groups may have some.
   *
   * @throws IllegalStateException with one sentence about what is wrong
   */
  static GroupRole read(String setting, String text) {
    int equals = text.lastIndexOf('=');
    int at = text.indexOf('@', Math.max(equals, 0));
    String role = text.substring(equals + 1, at < 0 ? text.length() : at).strip();
    UUID team =
        at < 0 ? null : PublicId.parse(IdKind.TEAM, text.substring(at + 1).strip()).orElse(null);
    if (equals < 1 || (at >= 0 && team == null)) {
      throw new IllegalStateException(
          setting + " has " + text + "; it must be group=role or group=role@tem_…");
    }
    try {
      return new GroupRole(text.substring(0, equals).strip(), Role.of(role, Role.OF_MEMBERS), team);
    } catch (InvalidFieldException unknownRole) {
      throw new IllegalStateException(
          setting + " has " + text + "; the role must be " + unknownRole.detail(), unknownRole);
    }
  }
}
