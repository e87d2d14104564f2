package dev.pappus.format.macos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSDictionary;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.ZipFixture;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MacZipFormatTest extends PackageFormatContract {
  static final String CONTENTS = "Demo.app/Contents/";

  @Override
  protected PackageFormat format() {
    return new MacZipFormat();
  }

  @Override
  protected byte[] sample() {
    return zip(plist())
        .entry(CONTENTS + "Resources/AppIcon.icns", icns(32, 128))
        .entry(CONTENTS + "MacOS/Demo", universal(2))
        .entry(CONTENTS + "_CodeSignature/CodeResources", new byte[3])
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of(CONTENTS + "Info.plist");
  }

  /** Property list, icon and program. */
  static List<byte[]> parts() {
    return List.of(
        plist().toXMLPropertyList().getBytes(StandardCharsets.UTF_8), icns(8), universal(2));
  }

  private static NSDictionary plist() {
    NSDictionary plist = new NSDictionary();
    plist.put("CFBundleIdentifier", "com.example.mac");
    plist.put("CFBundleName", "演示");
    plist.put("CFBundleShortVersionString", "2.4");
    plist.put("CFBundleVersion", "567");
    plist.put("LSMinimumSystemVersion", "11.3");
    plist.put("CFBundleExecutable", "Demo");
    plist.put("CFBundleIconFile", "AppIcon");
    return plist;
  }

  private static ZipFixture zip(NSDictionary plist) {
    return new ZipFixture()
        .entry(CONTENTS + "Info.plist", plist.toXMLPropertyList().getBytes(StandardCharsets.UTF_8));
  }

  /** A program for two processors that claims to be for so many. */
  private static byte[] universal(int claimed) {
    return ByteBuffer.allocate(600)
        .putInt(0, 0xcafebabe)
        .putInt(4, claimed)
        .putInt(8, 0x01000007)
        .putInt(28, 0x0100000c)
        .array();
  }

  private static byte[] icns(int... widths) {
    ByteBuffer icns = ByteBuffer.allocate(1 << 13);
    icns.putInt(0x69636e73).putInt(1 << 13);
    for (int width : widths) {
      byte[] png = IconFixture.png(width, Color.RED);
      icns.putInt(0x69633037).putInt(png.length + 8).put(png);
    }
    return icns.array();
  }

  @Test
  void tellsWhatInfoPlistSays() {
    PackageFacts facts = inspect(sample());

    assertThat(facts.bundleId()).isEqualTo("com.example.mac");
    assertThat(facts.name()).isEqualTo("演示");
    assertThat(facts.version()).isEqualTo("2.4");
    assertThat(facts.versionCode()).isEqualTo("567");
    assertThat(facts.minimumOs()).isEqualTo("11.3");
    assertThat(Objects.requireNonNull(facts.icon()).width()).isEqualTo(128);
    assertThat(facts.facts())
        .containsEntry("system", "macos")
        .containsEntry("archs", "x86_64,arm64")
        .containsEntry("signaturePresent", "true");
  }

  @Test
  void leavesToTheUploaderWhatInfoPlistDoesNotSay() {
    PackageFacts facts = inspect(zip(new NSDictionary()).bytes());

    assertThat(facts.bundleId()).isNull();
    assertThat(facts.name()).isNull();
    assertThat(facts.displayVersion()).isNull();
  }

  @Test
  void doesWithoutIconAndProgramThatLie() {
    byte[] icns = icns(32);
    ByteBuffer.wrap(icns).putInt(12, Integer.MAX_VALUE);

    PackageFacts facts =
        inspect(
            zip(plist())
                .entry(CONTENTS + "Resources/AppIcon.icns", icns)
                .entry(CONTENTS + "MacOS/Demo", universal(Integer.MAX_VALUE))
                .bytes());

    assertThat(facts.icon()).isNull();
    assertThat(facts.facts()).doesNotContainKey("archs");
  }

  @Test
  void refusesTwoApps() {
    byte[] two = zip(plist()).entry("Other.app/Contents/Info.plist", new byte[3]).bytes();

    assertDefect(two, PackageDefect.AMBIGUOUS_APP_BUNDLE);
  }

  @Test
  void refusesABundleIdentifierThatIsNone() {
    NSDictionary plist = plist();
    plist.put("CFBundleIdentifier", "../../etc");

    assertDefect(zip(plist).bytes(), PackageDefect.INVALID_FIELD);
  }

  private void assertDefect(byte[] zip, PackageDefect defect) {
    assertThatThrownBy(() -> inspect(zip)).extracting("defect").isEqualTo(defect);
  }
}
