package dev.pappus.format.hap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageFile;
import dev.pappus.format.ZipFixture;
import dev.pappus.format.apk.SignerFixture;
import dev.pappus.format.ipa.ProfileFixture;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Descriptions, resource table, layers of an icon and signing block, each in a module that is sound
 * otherwise.
 */
class HapFuzzTest {
  private static final int DESCRIPTION = 0;
  private static final int OLDER_DESCRIPTION = 1;
  private static final int INDEX = 3;
  private static final int SIGNING_BLOCK = 5;
  private static final int KINDS = 6;
  private static final List<String> ENTRIES =
      List.of(
          "module.json",
          "config.json",
          "pack.info",
          "resources.index",
          "resources/base/media/layered_image.json");

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int kind = Math.floorMod(input[0], KINDS);
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    if (kind == SIGNING_BLOCK) {
      FuzzRun.inspect(HapFixture.format(), sample().zip().withBytesBeforeDirectory(bytes));
      return;
    }
    // either description takes the place of the one there is
    String replaced = ENTRIES.get(kind == OLDER_DESCRIPTION ? DESCRIPTION : kind);
    ZipFixture zip = sample().withPackInfo(7).zip().without(replaced);
    FuzzRun.inspect(HapFixture.format(), zip.entry(ENTRIES.get(kind), bytes));
  }

  private static HapFixture sample() {
    return HapFixture.module("org.example.demo")
        .versionCode(7)
        .name("Demo")
        .nameIn(0x7a68, "试")
        .permissions("ohos.permission.INTERNET")
        .layeredIcon(IconFixture.png(8, Color.RED), IconFixture.png(8, Color.BLUE));
  }

  static Stream<byte[]> seeds() throws Exception {
    Stream.Builder<byte[]> seeds = Stream.builder();
    byte[] profile =
        HapFixture.bytes("{\"type\":\"debug\",\"debug-info\":{\"device-ids\":[\"a\"]}}");
    seeds.add(
        FuzzRun.input(
            SIGNING_BLOCK,
            HapFixture.signingBlock(
                new SignerFixture().cms(),
                ProfileFixture.wrapped(ProfileFixture.tagged(0x04, profile)))));
    try (PackageFile file = FuzzRun.open(sample().withPackInfo(7).bytes())) {
      for (int i = 0; i < ENTRIES.size(); i++) {
        int kind = i;
        file.read(ENTRIES.get(i), 1 << 16)
            .ifPresent(bytes -> seeds.add(FuzzRun.input(kind, bytes)));
      }
    }
    try (PackageFile file = FuzzRun.open(sample().secondLayout().bytes())) {
      seeds.add(FuzzRun.input(INDEX, file.read("resources.index", 1 << 16).orElseThrow()));
    }
    seeds.add(
        FuzzRun.input(
            OLDER_DESCRIPTION,
            HapFixture.bytes(
                """
                {"app":{"bundleName":"org.example.demo","version":{"name":"1","code":7},
                 "apiVersion":{"compatible":6,"target":7}},"deviceConfig":{"default":{"debug":true}},
                 "module":{"deviceType":["phone"],"mainAbility":"M","distro":{"moduleName":"entry"},
                 "abilities":[{"name":"M","label":"$string:app_name","labelId":16777216}]}}
                """)));
    return Stream.of(
            seeds.build(),
            FuzzRun.entries(DESCRIPTION, "module.json"::equals),
            FuzzRun.entries(OLDER_DESCRIPTION, "config.json"::equals),
            FuzzRun.entries(INDEX, "resources.index"::equals))
        .flatMap(stream -> stream);
  }
}
