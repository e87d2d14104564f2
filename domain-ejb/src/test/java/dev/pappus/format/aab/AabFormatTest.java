package dev.pappus.format.aab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.IconFixture;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.format.ZipFixture;
import dev.pappus.format.apk.SignerFixture;
import java.awt.Color;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AabFormatTest extends PackageFormatContract {

  @Override
  protected PackageFormat format() {
    return new AabFormat();
  }

  @Override
  protected byte[] sample() {
    return AabFixture.bundle("com.example.app")
        .versionCode(7)
        .name("Demo")
        .icon(160, IconFixture.png(48, Color.RED))
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of(AabFixture.MANIFEST);
  }

  @Test
  void tellsWhatTheManifestSays() {
    PackageFacts facts =
        inspect(
            AabFixture.bundle("com.example.app")
                .name("演示")
                .version("2.4")
                .versionCode(567)
                .minimumSdk(21)
                .targetSdk(34)
                .permission("android.permission.INTERNET")
                .permission("android.permission.CAMERA")
                .entry("camera/manifest/AndroidManifest.xml", new byte[3])
                .entry("camera/lib/arm64-v8a/libcamera.so", new byte[3])
                .bytes());

    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.name()).isEqualTo("演示");
    assertThat(facts.version()).isEqualTo("2.4");
    assertThat(facts.versionCode()).isEqualTo("567");
    assertThat(facts.minimumOs()).isEqualTo("21");
    assertThat(facts.facts())
        .containsEntry("targetSdk", "34")
        .containsEntry("debuggable", "false")
        .containsEntry("modules", "base,camera")
        .containsEntry("abis", "arm64-v8a")
        .containsEntry("permissionsDeclared", "2")
        .containsEntry("permissions", "android.permission.INTERNET,android.permission.CAMERA");
  }

  @Test
  void tellsPermissionsThatTogetherAreLong() {
    AabFixture fixture = AabFixture.bundle("com.example.app");
    IntStream.range(0, 30).forEach(i -> fixture.permission("android.permission.NUMBER_" + i));

    String permissions = String.valueOf(inspect(fixture.bytes()).facts().get("permissions"));

    assertThat(permissions.split(",", -1)).hasSize(30);
  }

  @Test
  void addsTheMajorPartToTheVersionCode() {
    byte[] aab = AabFixture.bundle("com.example.app").versionCode(-1).versionCodeMajor(2).bytes();

    assertThat(inspect(aab).versionCode()).isEqualTo("12884901887");
  }

  @Test
  void takesTheLabelOfNoLanguage() {
    byte[] aab = AabFixture.bundle("com.example.app").nameIn("zh-CN", "演示").name("Demo").bytes();

    assertThat(inspect(aab).name()).isEqualTo("Demo");
  }

  @Test
  void tellsTheLabelOfEachLanguageThatDiffers() {
    byte[] aab =
        AabFixture.bundle("com.example.app")
            .nameIn("zh-CN", "演示")
            .nameIn("en-GB", "Demo")
            .name("Demo")
            .bytes();

    assertThat(inspect(aab).facts())
        .containsEntry("labelLocales", "zh-CN")
        .containsEntry("label.zh-CN", "演示");
  }

  @Test
  void warnsOfWhatShouldNotBePassedOn() {
    PackageFacts facts =
        inspect(AabFixture.bundle("com.example.app").debuggable().testOnly().bytes());

    assertThat(facts.facts())
        .containsEntry("warnings", "debuggable,test-only,unsigned")
        .containsEntry("debuggable", "true")
        .containsEntry("testOnly", "true")
        .containsEntry("signaturePresent", "false");
  }

  @Test
  void seesThatThereIsASignatureAndWhoseCertificateItComesWith() throws Exception {
    SignerFixture signer = new SignerFixture();

    PackageFacts facts =
        inspect(
            AabFixture.bundle("com.example.app")
                .entry("META-INF/DEMO.SF", new byte[3])
                .entry("META-INF/DEMO.RSA", signer.cms())
                .entry("META-INF/OTHER.SF", new byte[3])
                .entry("META-INF/OTHER.EC", new byte[3])
                .bytes());

    assertThat(facts.facts())
        .containsEntry("signaturePresent", "true")
        .containsEntry("signerCertificates", signer.sha256())
        .doesNotContainKey("warnings");
  }

  @Test
  void takesAListOfDigestsAloneForNoSignature() {
    byte[] aab =
        AabFixture.bundle("com.example.app").entry("META-INF/DEMO.SF", new byte[3]).bytes();

    assertThat(inspect(aab).facts()).containsEntry("signaturePresent", "false");
  }

  @Test
  void fallsBackToThePackageNameWhereThereIsNoLabel() {
    assertThat(inspect(AabFixture.bundle("com.example.app").bytes()).name())
        .isEqualTo("com.example.app");
  }

  @Test
  void comesToAnEndWhereALabelRefersToItself() {
    byte[] aab = AabFixture.bundle("com.example.app").nameAt(AabFixture.LABEL_ID).bytes();

    assertThat(inspect(aab).name()).isEqualTo("com.example.app");
  }

  @Test
  void takesTheWidestPicture() {
    byte[] aab =
        AabFixture.bundle("com.example.app")
            .icon(160, IconFixture.png(48, Color.RED))
            .icon(640, IconFixture.png(192, Color.RED))
            .icon(320, IconFixture.png(96, Color.RED))
            .bytes();

    assertThat(Objects.requireNonNull(inspect(aab).icon()).width()).isEqualTo(192);
  }

  @Test
  void refusesAVersionCodeThatReadersTakeDifferently() {
    assertDefect(
        AabFixture.bundle("com.example.app").versionCode("7", 8).bytes(),
        PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesAnotherElementAtTheRoot() {
    byte[] plain = new ProtoWriter().message(1, new ProtoWriter().text(3, "resources")).bytes();

    assertDefect(manifest(plain), PackageDefect.MALFORMED_MANIFEST);
    assertDefect(manifest(new byte[0]), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesTwoRoots() {
    ProtoWriter root = new ProtoWriter().text(3, "manifest");

    assertDefect(
        manifest(new ProtoWriter().message(1, root).message(1, root).bytes()),
        PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesElementsThatNestWithoutEnd() {
    ProtoWriter element = new ProtoWriter().text(3, "a");
    for (int i = 0; i < 3000; i++) {
      element = new ProtoWriter().text(3, "a").message(5, new ProtoWriter().message(1, element));
    }

    assertDefect(
        AabFixture.bundle("com.example.app").child(element).bytes(), PackageDefect.CONTENT_LIMIT);
  }

  @Test
  void refusesALengthBeyondTheEnd() {
    byte[] lying = {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};
    byte[] negative = {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0};

    assertDefect(manifest(lying), PackageDefect.MALFORMED_MANIFEST);
    assertDefect(manifest(negative), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesAManifestThatAsksTheTableWithoutEnd() {
    AabFixture fixture = AabFixture.bundle("com.example.app").name("Demo");
    ProtoWriter many = new ProtoWriter();
    for (int i = 0; i < 10_000; i++) {
      many.message(3, new ProtoWriter());
    }
    byte[] table = new ProtoWriter().message(2, many.message(1, new ProtoWriter())).bytes();
    ProtoWriter asking =
        new ProtoWriter()
            .text(3, "uses-permission")
            .message(
                4,
                new ProtoWriter()
                    .number(5, 0x01010003)
                    .message(6, new ProtoWriter().message(1, new ProtoWriter().number(2, 1))));
    for (int i = 0; i < 10_000; i++) {
      fixture.child(asking);
    }
    ZipFixture zip = fixture.zip().without("base/resources.pb").entry("base/resources.pb", table);

    assertDefect(zip.bytes(), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesATextThatIsAsLongAsTheTable() {
    assertDefect(
        AabFixture.bundle("com.example.app").name("x".repeat(1 << 20)).bytes(),
        PackageDefect.MALFORMED_MANIFEST);
  }

  /** A text of a few kilobytes that every element refers to, and never the heap of all of them. */
  @Test
  void refusesAManifestThatRepeatsOneLongTextWithoutEnd() {
    AabFixture fixture = AabFixture.bundle("com.example.app").name("x".repeat(30_000));
    ProtoWriter asking =
        new ProtoWriter()
            .text(3, "uses-permission")
            .message(
                4,
                new ProtoWriter()
                    .number(5, 0x01010003)
                    .message(
                        6,
                        new ProtoWriter()
                            .message(1, new ProtoWriter().number(2, AabFixture.LABEL_ID))));
    for (int i = 0; i < 10_000; i++) {
      fixture.child(asking);
    }

    assertDefect(fixture.bytes(), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesABundleWithoutAValidPackageName() {
    assertDefect(AabFixture.nameless().bytes(), PackageDefect.MISSING_FIELD);
    assertDefect(AabFixture.bundle("../etc").bytes(), PackageDefect.INVALID_FIELD);
  }

  @Test
  void saysThatNoDeviceInstallsIt() {
    InstallSubject subject =
        new InstallSubject(
            "Demo", "a.b", "1", URI.create("https://p/p"), URI.create("https://p/m"), null);

    assertThat(format().installLink(subject).reason()).isEqualTo("app_bundle");
  }

  private static byte[] manifest(byte[] bytes) {
    return new ZipFixture().entry(AabFixture.MANIFEST, bytes).bytes();
  }

  private void assertDefect(byte[] aab, PackageDefect defect) {
    assertThatThrownBy(() -> inspect(aab))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(defect);
  }
}
