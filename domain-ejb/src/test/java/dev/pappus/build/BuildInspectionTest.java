package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.app.App;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.storage.StagedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class BuildInspectionTest {
  private static final byte[] APK =
      ApkFixture.app("com.example.demo").name("Demo").version("1.7").versionCode(7).bytes();

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

  private StagedFile staged(byte[] bytes) throws IOException {
    return house.receiver.stage(house.caller, new ByteArrayInputStream(bytes));
  }

  @Test
  void saysOfADiskImageWhatItTellsAndThatNoDeviceInstallsIt() throws IOException {
    byte[] image =
        ByteBuffer.allocate(512)
            .put("koly".getBytes(StandardCharsets.US_ASCII))
            .putInt(4)
            .putInt(512)
            .array();

    InspectedPackage inspected = house.inspection.inspect(house.caller, staged(image), "x.dmg");

    assertThat(inspected.facts().format()).isEqualTo("dmg");
    assertThat(inspected.facts().name()).isNull();
    assertThat(inspected.installable()).isFalse();
    assertThat(inspected.existingApp()).isNull();
  }

  @Test
  void saysWhatAPackageIsAndStoresNothing() throws IOException {
    StagedFile staged = staged(APK);

    InspectedPackage inspected = house.inspection.inspect(house.caller, staged, "demo.apk");

    assertThat(inspected.facts().name()).isEqualTo("Demo");
    assertThat(inspected.facts().version()).isEqualTo("1.7");
    assertThat(PackageFacts.warningsIn(inspected.facts().facts().get(PackageFact.WARNINGS.key())))
        .containsExactly("unsigned");
    assertThat(inspected.installable()).isTrue();
    assertThat(inspected.sizeBytes()).isEqualTo(APK.length);
    assertThat(inspected.sha256()).isEqualTo(staged.sha256());
    assertThat(inspected.existingApp()).isNull();
    assertNothingStored(staged);
    assertThat(house.database.count("audit_entry")).isZero();
  }

  @Test
  void namesTheAppOfTheTeamThatItWouldBelongTo() throws IOException {
    App app = house.upload(APK).app();
    byte[] sameNameOnIos = IpaFixture.app("com.example.demo").name("Demo").version("2").bytes();

    assertThat(house.inspection.inspect(house.caller, staged(APK), "").existingApp())
        .isEqualTo(app);
    assertThat(house.inspection.inspect(house.caller, staged(sameNameOnIos), "").existingApp())
        .isNull();
    assertThat(
            house
                .inspection
                .inspect(AccessFixture.caller(UUID.randomUUID()), staged(APK), "")
                .existingApp())
        .as("another team's")
        .isNull();
    assertThat(house.database.count("build")).isEqualTo(1);
  }

  @Test
  void discardsWhatItRefuses() throws IOException {
    assertRefused("file-empty", new byte[0]);
    assertRefused("package-unsupported", "just text".getBytes(StandardCharsets.UTF_8));
    assertRefused("package-unreadable", Arrays.copyOf(APK, APK.length / 2));
  }

  private void assertRefused(String code, byte[] bytes) throws IOException {
    assertRefused(code, bytes, house.caller);
  }

  private void assertRefused(String code, byte[] bytes, Caller caller) throws IOException {
    StagedFile staged = staged(bytes);

    assertThatThrownBy(() -> house.inspection.inspect(caller, staged, "demo.apk"))
        .isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code()).isEqualTo(code));

    assertNothingStored(staged);
  }

  @Test
  void isForThoseWhoMayUpload() throws IOException {
    assertRefused("forbidden", APK, AccessFixture.caller(house.caller.teamId(), Role.REPORTER));
  }

  private void assertNothingStored(StagedFile staged) {
    assertThat(staged.path()).doesNotExist();
    assertThat(house.storage.kept).isEmpty();
    for (String table : new String[] {"app", "build", "stored_file", "app_event"}) {
      assertThat(house.database.count(table)).as(table).isZero();
    }
  }
}
