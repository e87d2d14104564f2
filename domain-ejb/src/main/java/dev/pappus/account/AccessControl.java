package dev.pappus.account;

import dev.pappus.audit.Refusals;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Decides what a caller may do. The one place: the servers' own role checks do not see our roles
 * alike.
 *
 * <p>What belongs to an app is asked for in three steps: may the caller do such a thing {@linkplain
 * #requireSomewhere anywhere}; is the app there for it (else it is "not found", which is the
 * repositories' matter); and may it do so {@linkplain #require(Caller, Permission, UUID) there}.
 */
@ApplicationScoped
public class AccessControl {
  private static final StackWalker STACK = StackWalker.getInstance();

  @Inject Refusals refusals;

  /**
   * For what belongs to the whole team.
   *
   * @throws AccessDeniedException {@code forbidden} if the caller may not do it there
   */
  public void require(Caller caller, Permission permission) {
    if (!caller.grants().allows(permission)) {
      throw refusal(caller, permission);
    }
  }

  /**
   * For what belongs to one app, which the caller reaches.
   *
   * @throws AccessDeniedException {@code forbidden} if the caller may not do it there
   */
  public void require(Caller caller, Permission permission, UUID appId) {
    if (!caller.grants().allows(permission, appId)) {
      throw refusal(caller, permission);
    }
  }

  /**
   * For what belongs to an app, before it is known to which.
   *
   * @throws AccessDeniedException {@code forbidden} if the caller may do it nowhere
   */
  public void requireSomewhere(Caller caller, Permission permission) {
    if (!caller.grants().allowsSomewhere(permission)) {
      throw refusal(caller, permission);
    }
  }

  private AccessDeniedException refusal(Caller caller, Permission permission) {
    refusals.note(
        caller,
        "access.refused",
        permission.wireName(),
        JsonParts.object().add("attempt", attempt()).build());
    return new AccessDeniedException("This needs the permission " + permission.wireName() + ".");
  }

  /**
   * The use case that asked, {@code AppEditor.delete}: the innermost frame that is no proxy, and
   * not the repository through which it asked.
   */
  private static String attempt() {
    return STACK.walk(
        frames ->
            frames
                .filter(
                    frame ->
                        frame.getClassName().startsWith("dev.pappus.")
                            && !frame.getClassName().equals(AccessControl.class.getName())
                            && !frame.getClassName().endsWith("Repository")
                            && (frame.getClassName() + frame.getMethodName()).indexOf('$') < 0)
                .findFirst()
                .map(
                    frame ->
                        frame.getClassName().replaceFirst(".*\\.", "")
                            + "."
                            + frame.getMethodName())
                .orElse(""));
  }
}
