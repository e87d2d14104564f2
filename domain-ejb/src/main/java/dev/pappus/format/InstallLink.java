package dev.pappus.format;

import org.jspecify.annotations.Nullable;

/**
 * What an install button opens: exactly one of the two is set.
 *
 * @param href not yet escaped for HTML; text because {@code itms-services://?…} is no valid {@code
 *     java.net.URI} (it has an empty authority)
 * @param reason why a device cannot install this format, a word for a message key
 */
public record InstallLink(@Nullable String href, @Nullable String reason) {

  public InstallLink {
    if ((href == null) == (reason == null)) {
      throw new IllegalStateException("an install link has either an address or a reason");
    }
  }

  public static InstallLink to(String href) {
    return new InstallLink(href, null);
  }

  public static InstallLink none(String reason) {
    return new InstallLink(null, reason);
  }
}
