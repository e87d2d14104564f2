package dev.pappus.format.ipa;

import dev.pappus.format.FactText;
import dev.pappus.format.MachO;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageWarning;
import dev.pappus.format.PropertyList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The further facts of an iOS app: what no build can do without is read by {@link IpaFormat}. */
final class FactSheet {
  private static final Pattern URL_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+");

  /** Plug-ins of the app, and those made with ExtensionKit. */
  private static final Pattern EXTENSION = Pattern.compile("(?:PlugIns|Extensions)/[^/]+\\.appex/");

  private FactSheet() {}

  /**
   * Reads them.
   *
   * @param folder the app's, with a slash at its end
   * @param name what the app is called where no other name is given
   * @param now decides whether its profile has expired
   */
  static Map<String, String> of(
      PackageFile file, String folder, PropertyList plist, String name, Instant now) {
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.putList(facts, PackageFact.DEVICE_FAMILY, plist.list("UIDeviceFamily"));
    FactText.putList(facts, PackageFact.PLATFORMS, plist.list("CFBundleSupportedPlatforms"));
    FactText.put(facts, PackageFact.SDK, plist.text("DTSDKName"));
    FactText.putList(
        facts,
        PackageFact.ARCHITECTURES,
        MachO.architectures(file, folder, plist.text("CFBundleExecutable")));
    FactText.put(
        facts,
        PackageFact.SIGNATURE_PRESENT,
        Boolean.toString(file.has(folder + "_CodeSignature/CodeResources")));
    FactText.putList(facts, PackageFact.URL_SCHEMES, urlSchemes(plist));
    int extensions = extensions(file, folder);
    FactText.put(
        facts, PackageFact.APP_EXTENSIONS, extensions == 0 ? null : Integer.toString(extensions));
    List<PackageWarning> warnings = new ArrayList<>();
    Optional<ProvisioningProfile> profile = ProvisioningProfile.of(file, folder);
    if (profile.isPresent()) {
      warnings.addAll(putProfile(facts, profile.get(), now));
    } else if (ProvisioningProfile.isIn(file, folder)) {
      warnings.add(PackageWarning.UNREADABLE_PROFILE);
    }
    FactText.putWarnings(facts, warnings);
    FactText.putLabels(
        facts, LocalisedNames.of(file, folder, plist.has("CFBundleDisplayName")), name);
    return facts;
  }

  /** What links open the app, in lower case as devices compare them; RFC 3986, §3.1. */
  private static List<String> urlSchemes(PropertyList plist) {
    return plist.dictionaries("CFBundleURLTypes").stream()
        .flatMap(type -> type.list("CFBundleURLSchemes").stream())
        .filter(scheme -> URL_SCHEME.matcher(scheme).matches())
        .map(scheme -> scheme.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static int extensions(PackageFile file, String folder) {
    Set<String> extensions = new HashSet<>();
    for (String name : file.names()) {
      if (name.startsWith(folder)) {
        Matcher matcher = EXTENSION.matcher(name.substring(folder.length()));
        if (matcher.lookingAt()) {
          extensions.add(matcher.group());
        }
      }
    }
    return extensions.size();
  }

  /** The warnings that follow from it. */
  private static List<PackageWarning> putProfile(
      Map<String, String> facts, ProvisioningProfile profile, Instant now) {
    FactText.put(facts, PackageFact.PROFILE_KIND, profile.kind().wireName());
    FactText.put(facts, PackageFact.PROFILE_NAME, profile.name());
    FactText.put(facts, PackageFact.TEAM_ID, profile.teamId());
    FactText.put(facts, PackageFact.TEAM_NAME, profile.teamName());
    Instant expires = profile.expires();
    FactText.put(facts, PackageFact.PROFILE_EXPIRES, expires == null ? null : expires.toString());
    profile
        .devices()
        .ifPresent(
            ids -> FactText.put(facts, PackageFact.PROFILE_DEVICES, Integer.toString(ids.size())));
    FactText.putList(facts, PackageFact.ENTITLEMENTS, profile.entitlements());
    boolean expired = expires != null && !expires.isAfter(now);
    return expired ? List.of(PackageWarning.EXPIRED_PROFILE) : List.of();
  }
}
