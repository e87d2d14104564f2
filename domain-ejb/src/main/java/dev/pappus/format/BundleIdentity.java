package dev.pappus.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an {@code Info.plist} says of one of Apple's apps, whichever system it is for. */
public final class BundleIdentity {
  /**
   * Apple, "CFBundleIdentifier": letters, digits, hyphens and periods; underscores are seen too.
   */
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*+");

  private BundleIdentity() {}

  /**
   * The bundle identifier as it is.
   *
   * @throws UnreadablePackageException INVALID_FIELD if it is no valid one
   */
  public static String checkedId(String id) {
    if (!BUNDLE_ID.matcher(id).matches()) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The app's bundle identifier is no valid one.");
    }
    return id;
  }

  /** What the app is called where no language says otherwise; null if nothing says it. */
  public static @Nullable String name(PropertyList plist) {
    String displayName = FactText.line("display name", plist.text("CFBundleDisplayName"));
    return displayName == null
        ? FactText.line("bundle name", plist.text("CFBundleName"))
        : displayName;
  }

  /** The version for people; null if there is none. */
  public static @Nullable String version(PropertyList plist) {
    return FactText.line("version", plist.text("CFBundleShortVersionString"));
  }
}
