package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import dev.pappus.format.aab.AabFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.apk.SignerFixture;
import dev.pappus.format.hap.HapFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every limit, set to just what a package takes and to one less: it passes, and it ends as the
 * setting says or lacks what the setting drops.
 */
class LimitsTest {
  private static final String ID = "com.example.app";
  private static final byte[] ICON = IconFixture.png(20, Color.RED);

  /** What the library of signatures tells; the other facts must not depend on it. */
  private static final Set<String> SIGNATURE_FACTS =
      Set.of(
          "warnings",
          "signed",
          "signers",
          "signerCertificates",
          "signatureVerifies",
          "signatureSchemes",
          "signaturesPresent");

  /** Times and turns, which are no matter of the package; see PackageInspectorTest. */
  private static final Set<String> OF_THE_INSPECTOR =
      Set.of("timeout", "max-at-once", "longest-wait");

  @TempDir Path folder;

  /**
   * A package that takes just this much.
   *
   * @param besides another setting, without which this one would not be met
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Limit(
      String setting, String part, byte[] file, Number most, Consumer<FormatSettings> besides) {

    Number oneLess() {
      return most instanceof Long
          ? (Number) (most.longValue() - 1)
          : (Number) (most.intValue() - 1);
    }

    FormatSettings settings(Number value) {
      FormatSettings settings = LimitsFixture.settings(setting, value);
      besides.accept(settings);
      return settings;
    }

    @Override
    public String toString() {
      return setting + ": " + part;
    }
  }

  private static Limit limit(String setting, String part, byte[] file, Number most) {
    return new Limit(setting, part, file, most, settings -> {});
  }

  // ---- what refuses the package

  static Stream<Limit> ofTheArchive() {
    byte[] apk = apk().bytes();
    byte[] bomb = apk().entry("assets/zeros", new byte[1 << 20]).bytes();
    long expanded = sum(bomb, 24);
    int ratio = (int) (expanded / (bomb.length + 1) + 1);
    return Stream.of(
        limit("max-entries", "entries", apk, 3),
        limit("max-name-bytes", "AndroidManifest.xml", apk, "AndroidManifest.xml".length()),
        limit("max-directory-bytes", "directory", apk, apk.length - 22 - directory(apk)),
        limit("max-expanded-bytes", "all entries", apk, sum(apk, 24)),
        new Limit("max-ratio", "zeros", bomb, ratio, settings -> settings.ratioFreeBytes = 0),
        new Limit("ratio-free-bytes", "zeros", bomb, expanded, settings -> settings.maxRatio = 2),
        limit("max-manifest-bytes", "of an APK", apk, size(apk, "AndroidManifest.xml")),
        ofEntry("max-manifest-bytes", aab().bytes(), "base/manifest/AndroidManifest.xml"),
        ofEntry("max-resources-bytes", apk, "resources.arsc"),
        ofEntry("max-resources-bytes", aab().bytes(), "base/resources.pb"),
        ofEntry("max-description-bytes", ipa().bytes(), "Payload/Fixture.app/Info.plist"),
        ofEntry("max-description-bytes", HapFixture.module(ID).bytes(), "module.json"),
        ofEntry("max-description-bytes", msix(""), "AppxManifest.xml"));
  }

  private static Limit ofEntry(String setting, byte[] file, String entry) {
    return limit(setting, entry, file, size(file, entry));
  }

  @ParameterizedTest
  @MethodSource("ofTheArchive")
  void refusesAnArchiveOverTheLimit(Limit limit) {
    assertPassesAtMost(limit, PackageDefect.ARCHIVE_LIMIT);
  }

  static Stream<Limit> ofTheContent() {
    NSObject lists = new NSString("a");
    for (int i = 1; i < 20; i++) {
      lists = new NSArray(lists);
    }
    NSDictionary deep = new NSDictionary();
    deep.put("CFBundleIdentifier", ID);
    deep.put("CFBundleVersion", "1");
    deep.put("deep", lists);
    return Stream.of(
        limit(
            "max-string-characters",
            "label",
            ApkFixture.app(ID).name("x".repeat(100)).bytes(),
            100),
        limit("max-depth", "Info.plist in XML", ipaOf(utf8(deep.toXMLPropertyList())), 20),
        limit("max-depth", "Info.plist in binary", ipaOf(binary(deep)), 20),
        limit("max-depth", "module.json", hapOf("[".repeat(18) + "]".repeat(18)), 20),
        limit("max-depth", "AppxManifest.xml", msix("<a>".repeat(19) + "</a>".repeat(19)), 20));
  }

  @ParameterizedTest
  @MethodSource("ofTheContent")
  void refusesContentOverTheLimit(Limit limit) {
    assertPassesAtMost(limit, PackageDefect.CONTENT_LIMIT);
  }

  private void assertPassesAtMost(Limit limit, PackageDefect defect) {
    assertThat(inspect(limit, limit.most()).versionCode()).isNotNull();

    assertThatThrownBy(() -> inspect(limit, limit.oneLess()))
        .isInstanceOf(UnreadablePackageException.class)
        .hasFieldOrPropertyWithValue("code", "package-unreadable")
        .extracting("defect")
        .isEqualTo(defect);
  }

  // ---- what drops a part

  static Stream<Limit> ofIcons() {
    byte[] cgbi = IconFixture.cgbi(20, Color.RED);
    byte[] icns =
        ByteBuffer.allocate(16 + ICON.length)
            .putInt(0x69636e73)
            .putInt(16 + ICON.length)
            .putInt(0x69633037)
            .putInt(8 + ICON.length)
            .put(ICON)
            .array();
    byte[] hap = HapFixture.module(ID).icon(ICON).bytes();
    return Stream.of(
        limit("max-icon-bytes", "of an APK", apk().bytes(), ICON.length),
        limit("max-icon-bytes", "of an AAB", aab().bytes(), ICON.length),
        limit("max-icon-bytes", "of an IPA", ipa().icon(cgbi).bytes(), cgbi.length),
        limit("max-icon-bytes", "of a HAP", hap, ICON.length),
        limit("max-icon-bytes", "of an app of macOS", macZip(icns), icns.length),
        limit("max-icon-pixels", "PNG", apk().bytes(), 400),
        limit("max-icon-pixels", "Apple's PNG", ipa().icon(cgbi).bytes(), 400),
        limit("max-icon-pixels", "WebP", apkWith("res/a.webp", WebPFixture.red(20)), 400),
        limit("max-resources-bytes", "of a HAP", hap, size(hap, "resources.index")));
  }

  @ParameterizedTest
  @MethodSource("ofIcons")
  void leavesAnIconOutThatIsOverTheLimit(Limit limit) {
    PackageFacts whole = inspect(limit, limit.most());
    PackageFacts without = inspect(limit, limit.oneLess());

    assertThat(whole.icon()).extracting(IconImage::width).isEqualTo(20);
    // the icon of the older model is found by its name as well
    boolean foundByName = limit.setting().equals("max-resources-bytes");
    assertThat(without.icon() != null).isEqualTo(foundByName);
    assertThat(without).usingRecursiveComparison().ignoringFields("icon").isEqualTo(whole);
  }

  @Test
  void looksAtSoManyPicturesAndNoMore() {
    byte[] apk =
        ApkFixture.app(ID)
            .icon(120, "res/a.png", IconFixture.png(10, Color.RED))
            .icon(160, "res/b.png", IconFixture.png(20, Color.RED))
            .icon(240, "res/c.png", IconFixture.png(30, Color.RED))
            .bytes();
    Limit limit = limit("max-icon-files", "pictures", apk, 3);

    assertThat(inspect(limit, 3).icon()).extracting(IconImage::width).isEqualTo(30);
    assertThat(inspect(limit, 2).icon()).extracting(IconImage::width).isEqualTo(20);
  }

  @Test
  void tellsNothingOfAProfileThatIsOverTheLimit() {
    byte[] profile = ProfileFixture.wrapped(ProfileFixture.tagged(0x04, new byte[5000]));
    byte[] sound = ProfileFixture.forTheStore().bytes();
    byte[] longer = Arrays.copyOf(sound, 5000);
    Limit limit = limit("max-description-bytes", "profile", ipa().profile(longer).bytes(), 5000);

    assertThat(profile).hasSizeGreaterThan(5000);
    assertThat(inspect(limit, limit.most()).facts()).containsEntry("profileKind", "app-store");
    assertThat(inspect(limit, limit.oneLess()).facts())
        .doesNotContainKey("profileKind")
        .containsEntry("warnings", "unreadable-profile");
  }

  @Test
  void tellsNoNameOfALanguageWhoseTextsAreOverTheLimit() {
    String texts = "\"CFBundleDisplayName\" = \"Probe\";" + " ".repeat(3000);
    Limit limit =
        limit("max-description-bytes", "texts", ipa().strings("de", texts).bytes(), texts.length());

    assertThat(inspect(limit, limit.most()).facts()).containsEntry("label.de", "Probe");
    assertThat(inspect(limit, limit.oneLess()).facts()).doesNotContainKey("label.de");
  }

  static Stream<Limit> ofSignatures() throws Exception {
    byte[] signed = new SignerFixture().sign(apk().minSdk(21).bytes());
    int end = directory(signed);
    long block = ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN).getLong(end - 24);
    long digests = sum(signed, 24, name -> name.endsWith(".MF") || name.endsWith(".SF") ? 1 : 0);
    return Stream.of(
        limit("max-signing-block-bytes", "of an APK", signed, (int) block),
        limit("max-digest-bytes", "lists", signed, digests));
  }

  @ParameterizedTest
  @MethodSource("ofSignatures")
  void doesNotCheckASignatureThatIsOverTheLimit(Limit limit) {
    PackageFacts whole = inspect(limit, limit.most());
    PackageFacts without = inspect(limit, limit.oneLess());

    assertThat(whole.facts()).containsEntry("signatureVerifies", "true");
    assertThat(without.facts())
        .containsEntry("signed", "unknown")
        .doesNotContainKeys("signatureVerifies", "signers", "warnings");
    assertThat(withoutSignature(without)).isEqualTo(withoutSignature(whole));
    assertThat(without).usingRecursiveComparison().ignoringFields("facts").isEqualTo(whole);
  }

  private static Map<String, String> withoutSignature(PackageFacts facts) {
    Map<String, String> others = new HashMap<>(facts.facts());
    others.keySet().removeAll(SIGNATURE_FACTS);
    return others;
  }

  @Test
  void hasATestForEverySetting() throws Exception {
    Set<String> tested =
        Stream.of(ofTheArchive(), ofTheContent(), ofIcons(), ofSignatures())
            .flatMap(limits -> limits)
            .map(Limit::setting)
            .collect(Collectors.toCollection(TreeSet::new));
    tested.add("max-icon-files");
    tested.addAll(OF_THE_INSPECTOR);

    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FormatSettings.class.getDeclaredFields())
                .map(field -> field.getAnnotation(ConfigProperty.class))
                .filter(property -> property != null)
                .map(property -> property.name().substring("pappus.format.".length()))
                .toList());
  }

  // ---- packages

  private PackageFacts inspect(Limit limit, Number value) {
    PackageInspector inspector =
        InspectorFixture.with(InspectorFixture.withAllFormats().formats, limit.settings(value));
    try {
      return inspector.inspect(Files.write(folder.resolve("package"), limit.file()), "package");
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
  }

  private static ApkFixture apk() {
    return ApkFixture.app(ID).name("Demo").icon(ICON);
  }

  private static byte[] apkWith(String path, byte[] icon) {
    return ApkFixture.app(ID).name("Demo").icon(160, path, icon).bytes();
  }

  private static AabFixture aab() {
    return AabFixture.bundle(ID).version("1.0").versionCode(1).name("Demo").icon(160, ICON);
  }

  private static IpaFixture ipa() {
    return IpaFixture.app(ID);
  }

  private static byte[] ipaOf(byte[] plist) {
    return new ZipFixture().entry("Payload/Fixture.app/Info.plist", plist).bytes();
  }

  private static byte[] hapOf(String value) {
    String json =
        "{\"app\":{\"bundleName\":\"" + ID + "\",\"versionCode\":1,\"deep\":" + value + "}}";
    return new ZipFixture().entry("module.json", utf8(json)).bytes();
  }

  private static byte[] msix(String content) {
    String xml =
        "<Package><Identity Name='Example.Demo' Version='1.0.0.0'/>" + content + "</Package>";
    return new ZipFixture().entry("AppxManifest.xml", utf8(xml)).bytes();
  }

  private static byte[] macZip(byte[] icns) {
    NSDictionary plist = new NSDictionary();
    plist.put("CFBundleIdentifier", ID);
    plist.put("CFBundleVersion", "1");
    plist.put("CFBundleIconFile", "AppIcon");
    return new ZipFixture()
        .entry("Demo.app/Contents/Info.plist", utf8(plist.toXMLPropertyList()))
        .entry("Demo.app/Contents/Resources/AppIcon.icns", icns)
        .bytes();
  }

  private static byte[] binary(NSDictionary plist) {
    try {
      return com.dd.plist.BinaryPropertyListWriter.writeToArray(plist);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- what they take, by their directories

  private static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
  }

  private static int size(byte[] zip, String entry) {
    return (int) sum(zip, 24, name -> name.equals(entry) ? 1 : 0);
  }

  private static long sum(byte[] zip, int member) {
    return sum(zip, member, name -> 1);
  }

  private static long sum(byte[] zip, int member, ToLongFunction<String> times) {
    ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    long sum = 0;
    for (int at = directory(zip); at < zip.length - 22; ) {
      int nameLength = buffer.getShort(at + 28);
      String name = new String(zip, at + 46, nameLength, StandardCharsets.UTF_8);
      sum += times.applyAsLong(name) * buffer.getInt(at + member);
      at += 46 + nameLength + buffer.getShort(at + 30) + buffer.getShort(at + 32);
    }
    return sum;
  }
}
