package dev.pappus.account;

import dev.pappus.audit.Refusals;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/**
 * Decides what a caller may do. The one place: the servers' own role checks do not see our roles
 * alike.
 */
@ApplicationScoped
public class AccessControl {
  private static final StackWalker STACK = StackWalker.getInstance();

  @Inject Refusals refusals;

  /**
   * @throws AccessDeniedException {@code forbidden} if the caller's role does not allow it
   */
  public void require(Caller caller, Permission permission) {
    if (!Role.valueOf(caller.role()).allows(permission)) {
      refusals.note(
          caller,
          "access.refused",
          permission.name().toLowerCase(Locale.ROOT),
          JsonParts.object().add("attempt", attempt()).build());
      throw new AccessDeniedException(
          "This needs the permission " + permission.name().toLowerCase(Locale.ROOT) + ".");
    }
  }

  /** The use case that asked, {@code AppEditor.delete}: the innermost frame that is no proxy. */
  private static String attempt() {
    return STACK.walk(
        frames ->
            frames
                .filter(
                    frame ->
                        frame.getClassName().startsWith("dev.pappus.")
                            && !frame.getClassName().equals(AccessControl.class.getName())
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
