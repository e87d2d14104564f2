package dev.pappus.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.aab.AabFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.hap.HapFixture;
import dev.pappus.format.ipa.IpaFixture;
import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole packages: the archive's directory, its entries, and every format that knows it. */
class PackageFuzzTest {
  private static final int MAX_ENTRY_BYTES = 1 << 20;
  private static final List<PackageFormat> FORMATS = InspectorFixture.withAllFormats().formats;

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    FuzzRun.of(
        () -> {
          try (PackageFile file = FuzzRun.open(input)) {
            file.names().forEach(name -> file.readIfSound(name, MAX_ENTRY_BYTES));
            for (PackageFormat format : FORMATS) {
              if (format.recognises(file)) {
                format.inspect(file);
              }
            }
          }
        });
  }

  static Stream<byte[]> seeds() {
    byte[] icon = IconFixture.png(8, Color.RED);
    ZipFixture hostile = ApkFixture.app("org.example.demo").zip();
    hostile.get("resources.arsc").size = 1 << 30;
    return Stream.concat(
        Stream.of(
            ApkFixture.app("org.example.demo").name("Demo").icon(icon).bytes(),
            AabFixture.bundle("org.example.demo").icon(160, icon).bytes(),
            IpaFixture.app("org.example.demo").icon(IconFixture.cgbi(8, Color.BLUE)).bytes(),
            HapFixture.module("org.example.demo").icon(icon).bytes(),
            hostile.withBytesBeforeDirectory(new byte[9]).bytes()),
        FuzzRun.files());
  }
}
