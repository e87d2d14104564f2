package dev.pappus.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Android knows an app and its version, whichever kind of package it comes in. */
public final class AndroidIdentity {
  /** developer.android.com/build/configure-app-module, "Set the application ID". */
  private static final Pattern PACKAGE_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*+(?:\\.[A-Za-z][A-Za-z0-9_]*+)*+");

  private AndroidIdentity() {}

  /**
   * The package name that a manifest gives.
   *
   * @throws UnreadablePackageException MISSING_FIELD or INVALID_FIELD if it is none
   */
  public static String packageName(@Nullable String name) {
    if (name == null) {
      throw new UnreadablePackageException(
          PackageDefect.MISSING_FIELD, "The manifest names no package.");
    }
    if (name.length() > PackageFacts.MAX_TEXT_LENGTH || !PACKAGE_NAME.matcher(name).matches()) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The manifest's package name is no valid one.");
    }
    return name;
  }

  /** As Android computes {@code PackageInfo.getLongVersionCode()}. */
  public static long longVersionCode(int major, int code) {
    return (long) major << 32 | Integer.toUnsignedLong(code);
  }
}
