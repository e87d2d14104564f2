package dev.pappus.format.hap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.IconFixture;
import dev.pappus.format.IconImage;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.LimitsFixture;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.format.ZipFixture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HapFormatTest extends PackageFormatContract {

  @Override
  protected PackageFormat format() {
    return HapFixture.format();
  }

  @Override
  protected byte[] sample() {
    return HapFixture.module("com.example.app")
        .name("Demo")
        .icon(IconFixture.png(96, Color.RED))
        .withPackInfo(1000000)
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of("module.json");
  }

  @Test
  void tellsWhatTheModuleSays() {
    PackageFacts facts =
        inspect(
            HapFixture.module("com.example.app")
                .name("演示")
                .version("2.4.0")
                .versionCode(2004000)
                .permissions("ohos.permission.INTERNET", "ohos.permission.CAMERA")
                .entry("libs/arm64-v8a/libdemo.so", new byte[3])
                .bytes());

    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.name()).isEqualTo("演示");
    assertThat(facts.version()).isEqualTo("2.4.0");
    assertThat(facts.versionCode()).isEqualTo("2004000");
    assertThat(facts.minimumOs()).isEqualTo("50000012");
    assertThat(facts.facts())
        .containsEntry("targetApi", "50001013")
        .containsEntry("deviceTypes", "phone,tablet")
        .containsEntry("module", "entry")
        .containsEntry("moduleType", "entry")
        .containsEntry("debug", "true")
        .containsEntry("abis", "arm64-v8a")
        .containsEntry("permissionsDeclared", "2")
        .containsEntry("permissions", "ohos.permission.INTERNET,ohos.permission.CAMERA");
  }

  @Test
  void countsPermissionsWhoseNamesAreTooLongToTell() {
    byte[] hap = HapFixture.module("com.example.app").permissions("a".repeat(300), "b").bytes();

    assertThat(inspect(hap).facts())
        .containsEntry("permissionsDeclared", "2")
        .containsEntry("permissions", "b");
  }

  @Test
  void takesTheLabelOfNoLanguageInBothLayoutsOfTheTable() {
    HapFixture first = HapFixture.module("com.example.app").name("Demo").nameIn(0x7a68, "演示");
    HapFixture second =
        HapFixture.module("com.example.app").name("Demo").nameIn(0x7a68, "演示").secondLayout();

    assertThat(inspect(first.bytes()).name()).isEqualTo("Demo");
    assertThat(inspect(second.bytes()).name()).isEqualTo("Demo");
  }

  @Test
  void takesALabelThatIsNoReferenceAsItIs() {
    assertThat(inspect(HapFixture.module("com.example.app").label("Ä <b>").bytes()).name())
        .isEqualTo("Ä <b>");
  }

  @Test
  void fallsBackToTheBundleNameWhereTheLabelLeadsNowhere() {
    byte[] hap = HapFixture.module("com.example.app").label("$string:gone").bytes();

    assertThat(inspect(hap).name()).isEqualTo("com.example.app");
  }

  @Test
  void comesToAnEndWhereALabelRefersToItself() {
    byte[] hap =
        HapFixture.module("com.example.app").name("$string:" + IndexFixture.NAME_ID).bytes();

    assertThat(inspect(hap).name()).isEqualTo("com.example.app");
  }

  @Test
  void doesWithoutAResourceTableThatLies() {
    ByteBuffer table = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    table.put(HapFixture.bytes("Restool 5.008")).putInt(132, 3000);
    for (int at = 136; at + 12 < 40_000; at += 12) {
      table.put(at, HapFixture.bytes("KEYS")).putInt(at + 4, 40_960);
    }
    table.put(40_960, HapFixture.bytes("IDSS")).putInt(40_964, Integer.MAX_VALUE);
    ZipFixture zip = HapFixture.module("com.example.app").name("Demo").zip();

    byte[] hap = zip.without("resources.index").entry("resources.index", table.array()).bytes();

    assertThat(inspect(hap).name()).isEqualTo("com.example.app");
  }

  @Test
  void laysTheLayersOfAnIconUponEachOther() throws IOException {
    byte[] hap =
        HapFixture.module("com.example.app")
            .layeredIcon(
                IconFixture.png(64, Color.BLUE), IconFixture.png(64, new Color(0, 0, 0, 0)))
            .bytes();

    IconImage icon = Objects.requireNonNull(inspect(hap).icon());

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(icon.png()));
    assertThat(new Color(image.getRGB(32, 32), true)).isEqualTo(Color.BLUE);
  }

  @Test
  void readsTheOlderModelToo() {
    byte[] hap =
        new ZipFixture()
            .entry("pack.info", HapFixture.packInfo("com.example.old", 7))
            .entry(
                "config.json",
                HapFixture.bytes(
                    """
                    {"app":{"bundleName":"com.example.old","version":{"name":"1.7","code":7},
                      "apiVersion":{"compatible":7,"target":8}},
                     "deviceConfig":{},
                     "module":{"package":"com.example.old","mainAbility":"Main",
                      "deviceType":["phone"],"reqPermissions":[{"name":"a.b"}],
                      "distro":{"moduleName":"entry","moduleType":"entry"},
                      "abilities":[{"name":"Side","label":"Side"},
                       {"name":"Main","label":"Old","icon":"$media:icon"}]}}
                    """))
            .entry("assets/entry/resources/base/media/icon.png", IconFixture.png(48, Color.RED))
            .entry("assets/entry/resources.index", new byte[0])
            .bytes();

    PackageFacts facts = inspect(hap);

    assertThat(facts.name()).isEqualTo("Old");
    assertThat(facts.version()).isEqualTo("1.7");
    assertThat(facts.versionCode()).isEqualTo("7");
    assertThat(facts.minimumOs()).isEqualTo("7");
    assertThat(facts.icon()).isNotNull();
    assertThat(facts.facts()).containsEntry("targetApi", "8").containsEntry("permissions", "a.b");
  }

  @Test
  void readsABundleOfModulesByItsPackInfo() {
    PackageFacts facts =
        inspect(
            new ZipFixture()
                .entry("entry-default.hap", new byte[10])
                .entry("pack.info", HapFixture.packInfo("com.example.app", 2000000))
                .bytes());

    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.name()).isEqualTo("Demo");
    assertThat(facts.version()).isEqualTo("2.0");
    assertThat(facts.versionCode()).isEqualTo("2000000");
    assertThat(facts.minimumOs()).isEqualTo("12");
    assertThat(facts.facts())
        .containsEntry("deviceTypes", "tv,phone")
        .containsEntry("module", "extra,entry")
        .containsEntry("targetApi", "13");
  }

  @Test
  void readsTheModuleThatPeopleStartOfABundle() {
    HapFixture entry =
        HapFixture.module("com.example.app")
            .versionCode(2000000)
            .name("演示")
            .icon(IconFixture.png(96, Color.RED))
            .permissions("ohos.permission.INTERNET")
            .entry("libs/arm64-v8a/libdemo.so", new byte[3]);
    byte[] hap = entry.bytes();

    for (boolean packed : List.of(true, false)) {
      PackageFacts facts = inspect(bundle(hap, packed).bytes());

      assertThat(facts.name()).isEqualTo("演示");
      assertThat(facts.version()).isEqualTo("2.0");
      assertThat(facts.minimumOs()).isEqualTo("50000012");
      assertThat(Objects.requireNonNull(facts.icon()).width()).isEqualTo(96);
      assertThat(facts.facts())
          .containsEntry("deviceTypes", "tv,phone")
          .containsEntry("module", "extra,entry")
          .containsEntry("permissions", "ohos.permission.INTERNET")
          .containsEntry("abis", "arm64-v8a")
          .containsEntry("warnings", "debuggable,unsigned");
    }
  }

  @Test
  void refusesABundleWhoseModuleIsAnotherApp() {
    HapFixture other = HapFixture.module("com.example.other").versionCode(2000000);

    assertDefect(bundle(other.bytes(), true).bytes(), PackageDefect.INVALID_FIELD);
  }

  @Test
  void refusesABundleWhoseModuleIsDamaged() {
    byte[] hap = HapFixture.module("com.example.app").versionCode(2000000).bytes();
    byte[] cut = Arrays.copyOf(hap, hap.length - 1);

    assertDefect(bundle(cut, true).bytes(), PackageDefect.TRUNCATED_ARCHIVE);
    assertDefect(bundle(cut, false).bytes(), PackageDefect.TRUNCATED_ARCHIVE);
  }

  @Test
  void opensNoBundleWithinABundle() {
    byte[] inner =
        bundle(HapFixture.module("com.example.app").versionCode(2000000).name("演示").bytes(), false)
            .bytes();

    assertThat(inspect(bundle(inner, false).bytes()).name()).isEqualTo("Demo");
  }

  @Test
  void leavesAPackedModuleClosedThatIsLongerThanItMayBe() throws IOException {
    byte[] hap = HapFixture.module("com.example.app").versionCode(2000000).name("演示").bytes();
    Path file = folder.resolve("bundle");
    Files.write(file, bundle(hap, true).bytes());

    try (PackageFile small =
        PackageFile.open(file, LimitsFixture.with("max-resources-bytes", hap.length - 1))) {
      assertThat(format().inspect(small).name()).isEqualTo("Demo");
    }
  }

  @Test
  void countsAPackedModuleAndItsTableTogether() throws IOException {
    ZipFixture module = HapFixture.module("com.example.app").versionCode(2000000).name("演示").zip();
    int together = module.bytes().length + (int) module.get("resources.index").size;
    Path file = Files.write(folder.resolve("bundle"), bundle(module.bytes(), true).bytes());

    for (int most : new int[] {together, together - 1}) {
      try (PackageFile opened =
          PackageFile.open(file, LimitsFixture.with("max-resources-bytes", most))) {
        assertThat(format().inspect(opened).name())
            .isEqualTo(most == together ? "演示" : "com.example.app");
      }
    }
  }

  private static ZipFixture bundle(byte[] module, boolean packed) {
    ZipFixture zip =
        new ZipFixture()
            .entry("another.hap", new byte[10])
            .entry("pack.info", HapFixture.packInfo("com.example.app", 2000000));
    ZipFixture.Entry entry = zip.add("entry-default.hap", module);
    if (!packed) {
      entry.packed = module;
      entry.method = 0;
      entry.localMethod = 0;
    }
    return zip;
  }

  @Test
  void refusesTwoDescriptionsOfDifferentApps() {
    byte[] hap = HapFixture.module("com.example.app").withPackInfo(1000001).bytes();

    assertDefect(hap, PackageDefect.INVALID_FIELD);
  }

  @Test
  void leavesAnAndroidAppWithAFileOfThatNameToItsOwnFormat() throws IOException {
    byte[] apk =
        new ZipFixture()
            .entry("AndroidManifest.xml", new byte[3])
            .entry("module.json", new byte[3])
            .bytes();

    try (PackageFile file = open(apk)) {
      assertThat(format().recognises(file)).isFalse();
    }
  }

  @Test
  void refusesADescriptionThatNestsWithoutEnd() {
    assertDefect(described("[".repeat(200_000) + "]".repeat(200_000)), PackageDefect.CONTENT_LIMIT);
    assertDefect(
        described("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
        PackageDefect.CONTENT_LIMIT);
  }

  @Test
  void refusesADescriptionThatNamesAMemberTwice() {
    assertDefect(
        described("{\"app\":{\"bundleName\":\"a.b\",\"bundleName\":\"c.d\",\"versionCode\":1}}"),
        PackageDefect.MALFORMED_MANIFEST);
  }

  /** The platform's parser gives up with an exception that is none of JSON. */
  @Test
  void refusesANumberOfTenThousandDigits() {
    assertDefect(
        described("{\"app\":{\"versionCode\":" + "1".repeat(10_000) + "}}"),
        PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesADescriptionLargerThanItMayBe() {
    assertDefect(described(" ".repeat(2 << 20) + "{}"), PackageDefect.ARCHIVE_LIMIT);
  }

  @Test
  void refusesAVersionCodeOutOfAllMeasure() {
    for (String code : List.of("1e999999999", "-1", "1.5", "\"7\"", "99999999999")) {
      assertDefect(
          described("{\"app\":{\"bundleName\":\"a.b\",\"versionCode\":" + code + "}}"),
          PackageDefect.INVALID_FIELD);
    }
  }

  @Test
  void refusesAnAppWithoutItsEssentials() {
    assertDefect(
        HapFixture.module("com.example.app").without("versionCode").bytes(),
        PackageDefect.MISSING_FIELD);
    assertDefect(
        HapFixture.module("com.example.app").without("bundleName").bytes(),
        PackageDefect.MISSING_FIELD);
    assertDefect(HapFixture.module("../../etc").bytes(), PackageDefect.INVALID_FIELD);
  }

  @Test
  void saysThatADeviceCannotInstallItFromAPage() {
    InstallSubject subject =
        new InstallSubject(
            "Demo", "a.b", "1", URI.create("https://p/p"), URI.create("https://p/m"), null);

    assertThat(format().installLink(subject).reason()).isEqualTo("harmonyos");
  }

  private static byte[] described(String json) {
    return new ZipFixture().entry("module.json", HapFixture.bytes(json)).bytes();
  }

  private void assertDefect(byte[] hap, PackageDefect defect) {
    assertThatThrownBy(() -> inspect(hap))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(defect);
  }
}
