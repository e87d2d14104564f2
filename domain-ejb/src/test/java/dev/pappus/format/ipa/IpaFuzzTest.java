package dev.pappus.format.ipa;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSString;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.CmsContent;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Property lists, profiles and strings files, alone and within an app that is sound otherwise. */
class IpaFuzzTest {
  private static final String PLIST = "Payload/Fixture.app/Info.plist";
  private static final int INFO = 0;
  private static final int PROFILE = 1;
  private static final int STRINGS = 2;
  private static final int CMS = 3;
  private static final int KINDS = 4;

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    switch (Math.floorMod(input[0], KINDS)) {
      case INFO ->
          FuzzRun.inspect(IpaFixture.format(), sample().zip().without(PLIST).entry(PLIST, bytes));
      case PROFILE -> FuzzRun.inspect(IpaFixture.format(), sample().profile(bytes).zip());
      case STRINGS -> FuzzRun.of(() -> StringsFile.parse(bytes, ArchiveLimits.standard()));
      default -> FuzzRun.of(() -> CmsContent.of(bytes));
    }
  }

  /** In XML: Jazzer's hooks do not bear how the library's binary writer looks values up. */
  private static IpaFixture sample() {
    return app().asXml();
  }

  private static IpaFixture app() {
    NSDictionary links = new NSDictionary();
    links.put("CFBundleURLSchemes", new NSArray(new NSString("demo")));
    return IpaFixture.app("org.example.demo")
        .name("Demo")
        .value("CFBundleURLTypes", new NSArray(links))
        .icon(IconFixture.cgbi(8, Color.BLUE));
  }

  static Stream<byte[]> seeds() throws IOException {
    ProfileFixture profile = ProfileFixture.forTheStore().devices("a", "b");
    return Stream.of(
            Stream.of(
                FuzzRun.input(INFO, plist(app())),
                FuzzRun.input(INFO, plist(sample())),
                FuzzRun.input(PROFILE, profile.bytes()),
                FuzzRun.input(PROFILE, profile.streamed()),
                FuzzRun.input(PROFILE, profile.xml()),
                FuzzRun.input(PROFILE, profile.binary()),
                FuzzRun.input(CMS, profile.bytes()),
                FuzzRun.input(CMS, profile.streamed()),
                FuzzRun.input(STRINGS, profile.binary()),
                FuzzRun.input(STRINGS, ProfileFixture.withAFalseOffset(profile.binary())),
                FuzzRun.input(
                    STRINGS, utf8("/* c */ \"CFBundleName\" = \"D\\U00e9mo\\n\\101\"; a;"))),
            FuzzRun.entries(INFO, name -> name.endsWith("Info.plist")),
            FuzzRun.entries(PROFILE, name -> name.endsWith(".mobileprovision")),
            FuzzRun.entries(STRINGS, name -> name.endsWith("InfoPlist.strings")))
        .flatMap(stream -> stream);
  }

  private static byte[] plist(IpaFixture app) throws IOException {
    try (PackageFile file = FuzzRun.open(app.bytes())) {
      return file.read(PLIST, 1 << 16).orElseThrow();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
