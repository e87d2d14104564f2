package dev.pappus.rest.install;

import dev.pappus.shared.Platform;
import java.util.Locale;

/**
 * What a browser says it runs on. A hint for wording, never a reason to withhold anything: an iPad
 * says it is a Mac.
 */
enum Device {
  IOS,
  ANDROID,
  HARMONYOS,
  OTHER;

  static Device of(String userAgent) {
    String text = userAgent.toLowerCase(Locale.ROOT);
    if (text.contains("iphone") || text.contains("ipad") || text.contains("ipod")) {
      return IOS;
    }
    if (text.contains("openharmony") || text.contains("harmonyos")) {
      return HARMONYOS;
    }
    return text.contains("android") ? ANDROID : OTHER;
  }

  /** Browsers inside chat apps do not install: the page has to be opened elsewhere. */
  static boolean insideChat(String userAgent) {
    return userAgent.contains("MicroMessenger")
        || userAgent.contains("DingTalk")
        || userAgent.contains(" QQ/");
  }

  /** Whether an app of this platform is certainly not for this device. */
  boolean refuses(Platform platform) {
    return switch (this) {
      case IOS -> platform == Platform.ANDROID || platform == Platform.HARMONYOS;
      case ANDROID -> platform == Platform.IOS || platform == Platform.HARMONYOS;
      // a HarmonyOS before 5 runs Android packages
      case HARMONYOS -> platform == Platform.IOS;
      case OTHER -> false;
    };
  }
}
