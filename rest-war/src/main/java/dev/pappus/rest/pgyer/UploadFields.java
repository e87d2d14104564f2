package dev.pappus.rest.pgyer;

import dev.pappus.app.AccessRule;
import dev.pappus.build.BuildDetails;
import dev.pappus.build.BuildReceiver;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client of this dialect says about an upload. */
final class UploadFields {
  private static final String INSTALL_TYPE = "buildInstallType";
  private static final String INSTALL_DATE = "buildInstallDate";
  private static final String PASSWORD = "buildPassword";
  private static final String CHANNEL = "buildChannelShortcut";
  private static final String NOTES = "buildUpdateDescription";

  /** The fields that are read; others are ignored. */
  static final Set<String> NAMES = Set.of(INSTALL_TYPE, INSTALL_DATE, PASSWORD, CHANNEL, NOTES);

  private UploadFields() {}

  /**
   * Absent is what the app has: the vendor makes such a build public, which would open a page that
   * somebody has closed here.
   *
   * @throws PgyerException 1280, for what we cannot do or do not know
   */
  static BuildDetails details(String fileName, Map<String, String> texts) {
    if (PgyerCall.given(texts, INSTALL_DATE).filter("1"::equals).isPresent()) {
      throw new PgyerException(
          PgyerCode.PARAMETER, "A build cannot be given a time to be installed in.");
    }
    AccessRule access = access(PgyerCall.given(texts, INSTALL_TYPE).orElse(null));
    return new BuildDetails(
        fileName,
        notes(texts),
        PgyerCall.given(texts, CHANNEL).orElse(null),
        access == null ? null : access.wireName(),
        // clients send the field with every upload
        access == AccessRule.PASSWORD ? PgyerCall.given(texts, PASSWORD).orElse(null) : null,
        null,
        null);
  }

  /** Before a package was sent in vain. */
  private static @Nullable String notes(Map<String, String> texts) {
    String notes = PgyerCall.given(texts, NOTES).orElse(null);
    if (notes != null && notes.length() > BuildReceiver.MAX_NOTES_LENGTH) {
      throw new PgyerException(
          PgyerCode.PARAMETER,
          NOTES + " has at most " + BuildReceiver.MAX_NOTES_LENGTH + " characters.");
    }
    return notes;
  }

  private static @Nullable AccessRule access(@Nullable String type) {
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "1" -> AccessRule.PUBLIC;
      case "2" -> AccessRule.PASSWORD;
      case "3" -> AccessRule.INVITATION;
      default -> throw new PgyerException(PgyerCode.PARAMETER, INSTALL_TYPE + " is 1, 2 or 3.");
    };
  }

  /** The number of a rule, as {@code buildInstallType} says it. */
  static String installType(AccessRule access) {
    return switch (access) {
      case PUBLIC -> "1";
      case PASSWORD -> "2";
      case INVITATION -> "3";
    };
  }
}
