package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.IconFixture;
import dev.pappus.format.IconImage;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import java.awt.Color;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApkFormatTest extends PackageFormatContract {

  @Override
  protected PackageFormat format() {
    return new ApkFormat();
  }

  @Override
  protected byte[] sample() {
    return ApkFixture.app("com.example.app")
        .name("Demo")
        .icon(IconFixture.png(48, Color.RED))
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of("AndroidManifest.xml");
  }

  @Test
  void tellsWhatTheManifestSays() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .name("Demo")
            .version("1.2")
            .versionCode(7)
            .minSdk(26)
            .debuggable()
            .entry("lib/arm64-v8a/libx.so", new byte[4])
            .entry("lib/x86_64/libx.so", new byte[4])
            .bytes();

    PackageFacts facts = inspect(apk);

    assertThat(facts.platform()).isEqualTo(Platform.ANDROID);
    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.name()).isEqualTo("Demo");
    assertThat(facts.version()).isEqualTo("1.2");
    assertThat(facts.versionCode()).isEqualTo("7");
    assertThat(facts.minimumOs()).isEqualTo("26");
    assertThat(facts.icon()).isNull();
    assertThat(facts.facts())
        .containsEntry("targetSdk", "34")
        .containsEntry("debuggable", "true")
        .containsEntry("abis", "arm64-v8a,x86_64");
  }

  @Test
  void listsEachPermissionOnce() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .permission("android.permission.INTERNET")
            .permission("android.permission.CAMERA")
            .permission("android.permission.INTERNET")
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("permissions", "android.permission.CAMERA,android.permission.INTERNET")
        .containsEntry("permissionCount", "2")
        .containsEntry("permissionsDeclared", "3");
  }

  @Test
  void countsPermissionsThatTheListHasNoRoomFor() {
    ApkFixture apk = ApkFixture.app("com.example.app");
    for (int i = 0; i < 300; i++) {
      apk.permission("com.example.permission.NUMBER_" + i);
    }

    PackageFacts facts = inspect(apk.bytes());

    assertThat(facts.facts()).containsEntry("permissionCount", "300");
    assertThat(facts.facts().get("permissions"))
        .hasSizeBetween(3900, PackageFacts.MAX_LIST_LENGTH)
        .doesNotEndWith(",");
  }

  @Test
  void keepsAPermissionOutOfTheListThatLooksLikeTwo() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .permission("a,b")
            .permission("c\nd")
            .permission("x".repeat(300))
            .permission("android.permission.CAMERA")
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("permissions", "android.permission.CAMERA")
        .containsEntry("permissionCount", "4");
  }

  @Test
  void tellsFeaturesItNeedsFromThoseItCanDoWithout() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .feature("android.hardware.camera", true)
            .feature("android.hardware.nfc", false)
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("features", "android.hardware.camera")
        .containsEntry("optionalFeatures", "android.hardware.nfc");
  }

  @Test
  void namesTheActivityThatALauncherStarts() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .launcher(".ui.Main", "LAUNCHER")
            .launcher(".Other", "LAUNCHER")
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("launcherActivity", "com.example.app.ui.Main")
        .containsEntry("device", "phone");
  }

  @Test
  void knowsAnAppForTelevisions() {
    byte[] apk = ApkFixture.app("com.example.app").launcher("Main", "LEANBACK_LAUNCHER").bytes();

    assertThat(inspect(apk).facts()).containsEntry("device", "tv");
  }

  @Test
  void listsTheLinksThatABrowserHandsToTheApp() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .opens(".Open", "https://example.org", "http://www.example.org")
            .opens(".Own", "demo://")
            .opens(".Inner", List.of("DEFAULT"), "inner://here")
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry(
            "deepLinks",
            "demo://,http://example.org,http://www.example.org,"
                + "https://example.org,https://www.example.org");
  }

  @Test
  void tellsTheLabelInLanguagesWhereItDiffers() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .name("Demo")
            .name("de", "Vorführung")
            .name("fr", "Demo")
            .name("zh", "演示")
            .bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("labelLocales", "de,zh")
        .containsEntry("label.de", "Vorführung")
        .containsEntry("label.zh", "演示")
        .doesNotContainKey("label.fr");
  }

  @Test
  void warnsOfWhatAPersonShouldSee() {
    byte[] apk =
        ApkFixture.app("com.example.app").debuggable().testOnly().split("config.de").bytes();

    assertThat(inspect(apk).facts())
        .containsEntry("warnings", "debuggable,test-only,unsigned,split");
  }

  @Test
  void warnsOfAPartThatDoesNotRunAlone() {
    byte[] marked = ApkFixture.app("com.example.app").splitRequired().bytes();
    byte[] older = ApkFixture.app("com.example.app").splitRequiredByMetaData().bytes();

    for (byte[] apk : List.of(marked, older)) {
      assertThat(inspect(apk).facts())
          .containsEntry("splitRequired", "true")
          .containsEntry("warnings", "unsigned,split-required");
    }
  }

  @Test
  void takesTheLabelOfTheDefaultLanguage() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .name("zh", "演示")
            .name("Demo")
            .name("de", "Vorführung")
            .bytes();

    assertThat(inspect(apk).name()).isEqualTo("Demo");
  }

  @Test
  void namesAnAppWithoutALabelByItsPackage() {
    assertThat(inspect(ApkFixture.app("com.example.app").bytes()).name())
        .isEqualTo("com.example.app");
  }

  @Test
  void findsTheVersionNameInTheResourceTable() {
    assertThat(
            inspect(ApkFixture.app("com.example.app").versionInResources("3.1").bytes()).version())
        .isEqualTo("3.1");
  }

  @Test
  void joinsBothHalvesOfALongVersionCode() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .versionCode(Integer.MAX_VALUE)
            .versionCodeMajor(7)
            .bytes();

    assertThat(inspect(apk).versionCode()).isEqualTo("32212254719");
  }

  @Test
  void takesTheWidestPictureOfTheIcon() {
    byte[] apk =
        ApkFixture.app("com.example.app")
            .icon(160, "res/m.png", IconFixture.png(48, Color.RED))
            .icon(480, "res/xx.png", IconFixture.png(144, Color.BLUE))
            .icon(640, "res/any.xml", new byte[] {3, 0, 8, 0})
            .bytes();

    IconImage icon = Objects.requireNonNull(inspect(apk).icon());

    assertThat(icon.width()).isEqualTo(144);
  }

  @Test
  void doesWithoutAnIconThatIsOnlyDrawnByTheDevice() {
    byte[] apk =
        ApkFixture.app("com.example.app").icon(640, "res/any.xml", new byte[] {3, 0, 8, 0}).bytes();

    assertThat(inspect(apk).icon()).isNull();
  }

  @Test
  void refusesAPackageNameThatIsAPath() {
    byte[] apk = ApkFixture.app("../../etc/cron").bytes();

    assertThatThrownBy(() -> inspect(apk))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.INVALID_FIELD);
  }

  @Test
  void refusesATextManifest() {
    var zip = ApkFixture.app("com.example.app").zip().without("AndroidManifest.xml");
    byte[] apk =
        zip.entry("AndroidManifest.xml", "<manifest/>".getBytes(StandardCharsets.UTF_8)).bytes();

    assertThatThrownBy(() -> inspect(apk))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesAManifestWhoseChunksHaveNoSize() {
    byte[] manifest = ApkFixture.app("com.example.app").manifestBytes();
    manifest[12] = 0;
    manifest[13] = 0;
    byte[] apk =
        ApkFixture.app("com.example.app")
            .zip()
            .without("AndroidManifest.xml")
            .entry("AndroidManifest.xml", manifest)
            .bytes();

    assertThatThrownBy(() -> inspect(apk))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void linksThePackageItself() {
    InstallSubject subject =
        new InstallSubject(
            "Demo",
            "com.example.app",
            "1.0",
            URI.create("https://pappus.example/p"),
            URI.create("https://pappus.example/m"),
            null);

    assertThat(format().installLink(subject).href()).isEqualTo("https://pappus.example/p");
    assertThat(format().manifest(subject)).isEmpty();
  }
}
