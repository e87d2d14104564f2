package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.app.AccessRule;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.format.ZipFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.shared.Platform;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class BuildReceiverTest {
  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;
  BuildFixture house;

  @BeforeEach
  void open() {
    house = new BuildFixture(kind, directory);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static byte[] apk(int versionCode) {
    return ApkFixture.app("com.example.demo")
        .name("Demo")
        .version("1." + versionCode)
        .versionCode(versionCode)
        .bytes();
  }

  private static BuildDetails details(String access, @Nullable String password) {
    return new BuildDetails("a.apk", null, null, access, password, null, null);
  }

  @Test
  void publishesAPackageWithItsAppAndItsEvent() {
    BuildInContext build =
        house.upload(
            apk(7), new BuildDetails("C:\\tmp\\demo.apk", "修复了", null, null, null, null, null));

    assertThat(build.app().name()).isEqualTo("Demo");
    assertThat(build.app().slug()).isEqualTo("demo");
    assertThat(build.channel().access()).isEqualTo(AccessRule.PUBLIC);
    assertThat(build.build().version()).isEqualTo("1.7");
    assertThat(build.build().number()).isEqualTo(1);
    assertThat(build.build().fileName()).isEqualTo("demo.apk");
    EventMessage event = house.recorded.fired().get(0).message();
    assertThat(event.type()).isEqualTo("updateVersion");
    assertThat(event.notes()).isEqualTo("修复了");
    assertThat(event.build().id()).isEqualTo(build.build().id());
    assertThat(event.app().installUrl()).isEqualTo("https://pappus.example/demo");
    assertThat(house.database.count("audit_entry where action = 'build.create'")).isEqualTo(1);
  }

  @Test
  void readsAnIpa() {
    BuildInContext build =
        house.upload(IpaFixture.app("com.example.ios").name("Phone").version("2.4").bytes());

    assertThat(build.app().platform()).isEqualTo(Platform.IOS);
    assertThat(build.app().bundleId()).isEqualTo("com.example.ios");
    assertThat(build.build().version()).isEqualTo("2.4");
  }

  @Test
  void countsTheBuildsOfAnApp() {
    house.upload(apk(1));
    BuildInContext second = house.upload(apk(2));

    assertThat(second.build().number()).isEqualTo(2);
    assertThat(house.builds.latest(second.app().id())).contains(second.build());
    assertThat(house.builds.page(second.app().id(), PageRequest.first()).items())
        .extracting(Build::number)
        .containsExactly(2L, 1L);
  }

  @Test
  void keepsEqualBytesOnceAndSaysSo() {
    BuildInContext first = house.upload(apk(1));
    BuildInContext second = house.upload(apk(1));

    assertThat(second.build().duplicateOf()).isEqualTo(first.build().id());
    assertThat(second.build().number()).isEqualTo(2);
    assertThat(house.storage.kept).hasSize(1);
  }

  @Test
  void setsTheAccessRuleWithTheUpload() {
    BuildInContext build = house.upload(apk(1), details("password", "open sesame"));
    BuildInContext next = house.upload(apk(2));

    assertThat(build.channel().access()).isEqualTo(AccessRule.PASSWORD);
    assertThat(next.channel().access()).isEqualTo(AccessRule.PASSWORD);
    assertThat(next.channel().passwordHash()).startsWith("$argon2id$").doesNotContain("sesame");
  }

  @Test
  void makesANewChannelNoMoreOpenThanTheDefaultOne() {
    house.upload(apk(1), details("invitation", null));

    BuildInContext beta =
        house.upload(apk(2), new BuildDetails("a.apk", null, "beta", null, null, null, null));

    assertThat(beta.channel().name()).isEqualTo("beta");
    assertThat(beta.channel().access()).isEqualTo(AccessRule.INVITATION);
  }

  @Test
  void storesNothingOfWhatItRefuses() {
    assertRefused("file-empty", () -> house.upload(new byte[0]));
    assertRefused(
        "package-unsupported", () -> house.upload("just text".getBytes(StandardCharsets.UTF_8)));
    assertRefused("field-invalid", () -> house.upload(apk(1), details("password", null)));
    assertRefused("field-invalid", () -> house.upload(apk(1), details("secret", null)));
    assertRefused(
        "text-invalid",
        () -> house.upload(apk(1), new BuildDetails("a", "a\0b", null, null, null, null, null)));
    assertRefused("file-too-large", () -> house.upload(new byte[1_000_001]));

    assertThat(house.database.count("app")).isZero();
    assertThat(house.database.count("build")).isZero();
    assertThat(house.database.count("stored_file")).isZero();
    assertThat(house.storage.kept).isEmpty();
    assertThat(house.recorded.fired()).isEmpty();
  }

  private static void assertRefused(String code, Runnable upload) {
    assertThatThrownBy(upload::run)
        .isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void takesAnyFileThatComesWithNameAndVersion() {
    BuildInContext build =
        house.upload(
            "just text".getBytes(StandardCharsets.UTF_8),
            new BuildDetails("tool.txt", null, null, null, null, "Tool", "3"));

    assertThat(build.app().platform()).isEqualTo(Platform.FILE);
    assertThat(build.build().version()).isEqualTo("3");
  }

  @Test
  void takesAProfileAloneAsAPlainFileOnly() {
    byte[] profile = ProfileFixture.forTheStore().devices("one").bytes();

    assertRefused("package-unsupported", () -> house.upload(profile));
    BuildInContext build = house.upload(profile, file("Tool", "3"));

    assertThat(build.app().platform()).isEqualTo(Platform.FILE);
    assertThat(build.build().format()).isEqualTo("file");
    assertThat(build.build().facts()).isEqualTo("{}");
  }

  @Test
  void asksForNameAndVersionOfAFileThatDoesNotTellThem() {
    byte[] image = diskImage();

    for (BuildDetails details :
        List.of(file(null, null), file("Tool", null), file(null, "3"), file(" ", "3"))) {
      assertThatThrownBy(() -> house.upload(image, details))
          .hasMessageContaining("must be given with this upload")
          .extracting("code")
          .isEqualTo("field-invalid");
    }
    BuildInContext build = house.upload(image, file("Tool", "3"));

    assertThat(build.app().platform()).isEqualTo(Platform.FILE);
    assertThat(build.app().bundleId()).isEqualTo("Tool");
    assertThat(build.build().format()).isEqualTo("dmg");
    assertThat(build.build().version()).isEqualTo("3");
    assertThat(build.build().versionCode()).isEqualTo("3");
    assertThat(build.build().facts()).contains("\"system\":\"macos\"");
  }

  @Test
  void takesNameAndVersionThatAFileTellsUnlessOthersAreGiven() {
    byte[] mac =
        new ZipFixture()
            .entry(
                "Demo.app/Contents/Info.plist",
                """
                <plist version="1.0"><dict>
                  <key>CFBundleIdentifier</key><string>com.example.mac</string>
                  <key>CFBundleName</key><string>Demo</string>
                  <key>CFBundleShortVersionString</key><string>2.4</string>
                  <key>CFBundleVersion</key><string>567</string>
                </dict></plist>
                """
                    .getBytes(StandardCharsets.UTF_8))
            .bytes();

    BuildInContext told = house.upload(mac);
    BuildInContext given = house.upload(mac, file("Mine", "9"));

    assertThat(told.app().platform()).isEqualTo(Platform.FILE);
    assertThat(told.app().name()).isEqualTo("Demo");
    assertThat(told.build().version()).isEqualTo("2.4");
    assertThat(told.build().versionCode()).isEqualTo("567");
    assertThat(given.app().id()).isEqualTo(told.app().id());
    assertThat(given.build().version()).isEqualTo("9");
  }

  @Test
  void keepsToWhatAnAppSaysWhateverNameAndVersionAreGiven() {
    BuildInContext build = house.upload(apk(7), file("Mine", "9"));

    assertThat(build.app().name()).isEqualTo("Demo");
    assertThat(build.build().version()).isEqualTo("1.7");
  }

  private static BuildDetails file(@Nullable String name, @Nullable String version) {
    return new BuildDetails("x", null, null, null, null, name, version);
  }

  /** Nothing but the trailer of one. */
  private static byte[] diskImage() {
    return ByteBuffer.allocate(512)
        .put("koly".getBytes(StandardCharsets.US_ASCII))
        .putInt(4)
        .putInt(512)
        .array();
  }

  @Test
  void registersAnAppOnceForUploadsAtTheSameTime() {
    ExecutorService threads = Executors.newFixedThreadPool(4);

    List<CompletableFuture<BuildInContext>> uploads =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> house.upload(apk(i)), threads))
            .toList();
    List<Long> numbers = uploads.stream().map(f -> f.join().build().number()).sorted().toList();
    threads.shutdown();

    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L);
    assertThat(house.database.count("app")).isEqualTo(1);
  }

  @Test
  void removesTheBytesWithTheLastBuildThatHasThem() {
    BuildInContext first = house.upload(apk(1));
    BuildInContext second = house.upload(apk(1));

    house.remover.remove(house.caller, first.build().id());
    assertThat(house.storage.kept).hasSize(1);
    house.remover.remove(house.caller, second.build().id());

    assertThat(house.storage.kept).isEmpty();
    assertThat(house.database.count("stored_file")).isZero();
    assertThat(house.builds.find(first.build().id())).isEmpty();
    assertRefused("build-not-found", () -> house.remover.remove(house.caller, first.build().id()));
  }

  @Test
  void purgesAllBuildsOfAnAppBitByBit() {
    BuildInContext build = house.upload(apk(1));
    house.upload(apk(2));

    assertThat(house.residue.purgeBatch(build.app().id())).isEqualTo(2);
    assertThat(house.residue.purgeBatch(build.app().id())).isZero();

    assertThat(house.database.count("build")).isZero();
    assertThat(house.storage.kept).isEmpty();
  }

  @Test
  void findsTheBuildThatAReportNames() {
    BuildInContext build = house.upload(apk(1));

    EventBuild described = BuildPublishedType.describe(build.build(), "default");
    assertThat(house.builds.findReported(build.app().id(), "1.1", "1")).contains(described);
    assertThat(house.builds.findReported(build.app().id(), "1.1", "")).contains(described);
    assertThat(house.builds.findReported(build.app().id(), "", "2")).isEmpty();
    assertThat(house.builds.findReported(build.app().id(), "", "")).isEmpty();
  }
}
