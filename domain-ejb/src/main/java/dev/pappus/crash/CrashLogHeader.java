package dev.pappus.crash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build that a crash log names in its first lines. Known are Apple's text form ({@code Version:
 * 2.4 (139)}; "Examining the fields in a crash report"), Apple's {@code .ips} first line ({@code
 * "app_version":"2.4","build_version":"139"}), and the lines of Android SDKs ({@code Version Name:
 * 2.4}, {@code Version Code: 139}).
 *
 * @param version "" if the log does not say
 * @param versionCode "" if the log does not say
 */
record CrashLogHeader(String version, String versionCode) {
  private static final int HEADER_CHARACTERS = 8192;
  private static final int MAX_LENGTH = 255;

  private static final Pattern APPLE =
      Pattern.compile(
          "(?m)^Version:[ \\t]{1,40}([^(\\r\\n]{0,200}?)[ \\t]{0,9}\\(([^)\\r\\n]{1,200})\\)");
  private static final Pattern IPS_VERSION =
      Pattern.compile("\"app_version\"\\s{0,9}:\\s{0,9}\"([^\"\\r\\n]{1,200})\"");
  private static final Pattern IPS_BUILD =
      Pattern.compile("\"build_version\"\\s{0,9}:\\s{0,9}\"([^\"\\r\\n]{1,200})\"");
  private static final Pattern ANDROID_NAME =
      Pattern.compile("(?m)^Version Name:[ \\t]{0,40}([^\\r\\n]{1,200})");
  private static final Pattern ANDROID_CODE =
      Pattern.compile("(?m)^Version Code:[ \\t]{0,40}([^\\r\\n]{1,200})");

  static CrashLogHeader of(String log) {
    String head = log.substring(0, Math.min(log.length(), HEADER_CHARACTERS));
    Matcher apple = APPLE.matcher(head);
    if (apple.find()) {
      String code = cut(apple.group(2));
      String version = cut(apple.group(1));
      return new CrashLogHeader(version.equals("???") ? "" : version, code);
    }
    String ips = first(IPS_VERSION, head);
    if (!ips.isEmpty()) {
      return new CrashLogHeader(ips, first(IPS_BUILD, head));
    }
    return new CrashLogHeader(first(ANDROID_NAME, head), first(ANDROID_CODE, head));
  }

  private static String first(Pattern pattern, String head) {
    Matcher matcher = pattern.matcher(head);
    return matcher.find() ? cut(matcher.group(1)) : "";
  }

  private static String cut(String text) {
    String plain = text.strip();
    return plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
  }
}
