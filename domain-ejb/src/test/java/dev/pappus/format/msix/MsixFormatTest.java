package dev.pappus.format.msix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.ZipFixture;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MsixFormatTest extends PackageFormatContract {
  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
        <Identity Name="Example.Demo" Publisher="CN=Example" Version="2.4.0.0"
            ProcessorArchitecture="x64"/>
        <Properties>
          <DisplayName>演示</DisplayName>
          <Logo>Assets\\StoreLogo.png</Logo>
        </Properties>
        <Dependencies>
          <TargetDeviceFamily Name="Windows.Desktop" MinVersion="10.0.17763.0"/>
        </Dependencies>
      </Package>
      """;

  private static final String BUNDLE =
      """
      <Bundle xmlns="http://schemas.microsoft.com/appx/2013/bundle">
        <Identity Name="Example.Demo" Publisher="CN=Example" Version="2.4.0.0"/>
        <Packages>
          <Package Type="application" Version="2.4.0.0" Architecture="x64" FileName="a.msix"/>
          <Package Type="application" Version="2.4.0.0" Architecture="arm64" FileName="b.msix"/>
          <Package Type="resource" Version="2.4.0.0" Architecture="neutral" FileName="c.msix"/>
        </Packages>
      </Bundle>
      """;

  static byte[] manifest() {
    return MANIFEST.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bundle() {
    return BUNDLE.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected PackageFormat format() {
    return new MsixFormat();
  }

  @Override
  protected byte[] sample() {
    return zip(MANIFEST)
        .entry("Assets/StoreLogo.scale-100.png", IconFixture.png(50, Color.RED))
        .entry("Assets/StoreLogo.scale-400.png", IconFixture.png(200, Color.RED))
        .entry("AppxSignature.p7x", new byte[20])
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of("AppxManifest.xml");
  }

  private static ZipFixture zip(String manifest) {
    return new ZipFixture().entry("AppxManifest.xml", manifest.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsWhatTheManifestSays() {
    PackageFacts facts = inspect(sample());

    assertThat(facts.bundleId()).isEqualTo("Example.Demo");
    assertThat(facts.name()).isEqualTo("演示");
    assertThat(facts.version()).isEqualTo("2.4.0.0");
    assertThat(facts.minimumOs()).isEqualTo("10.0.17763.0");
    assertThat(Objects.requireNonNull(facts.icon()).width()).isEqualTo(200);
    assertThat(facts.facts())
        .containsEntry("system", "windows")
        .containsEntry("archs", "x64")
        .containsEntry("signaturePresent", "true")
        .doesNotContainKey("warnings");
  }

  @Test
  void warnsOfAPackageWithoutSignature() {
    assertThat(inspect(zip(MANIFEST).bytes()).facts())
        .containsEntry("warnings", "unsigned")
        .containsEntry("signaturePresent", "false");
  }

  @Test
  void fallsBackToTheIdentityWhereTheNameIsAResource() {
    String manifest = MANIFEST.replace("演示", "ms-resource:AppName");

    assertThat(inspect(zip(manifest).bytes()).name()).isEqualTo("Example.Demo");
  }

  @Test
  void readsABundleByItsOwnManifest() {
    PackageFacts facts =
        inspect(new ZipFixture().entry("AppxMetadata/AppxBundleManifest.xml", bundle()).bytes());

    assertThat(facts.bundleId()).isEqualTo("Example.Demo");
    assertThat(facts.version()).isEqualTo("2.4.0.0");
    assertThat(facts.facts()).containsEntry("archs", "arm64,x64");
  }

  @Test
  void refusesADocumentTypeAndEntities() {
    String entity = "<!DOCTYPE Package [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>";
    String bomb =
        "<!DOCTYPE Package [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";

    for (String doctype : List.of(entity, bomb, "<!DOCTYPE Package SYSTEM 'http://localhost/x'>")) {
      String manifest =
          MANIFEST.replace("<Package ", doctype + "<Package ").replace("演示", "&a;&b;");
      assertDefect(zip(manifest).bytes(), PackageDefect.MALFORMED_MANIFEST);
      assertDefect(
          zip(MANIFEST.replace("<Package ", doctype + "<Package ")).bytes(),
          PackageDefect.MALFORMED_MANIFEST);
    }
    assertDefect(zip(MANIFEST.replace("演示", "&a;")).bytes(), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesAManifestWithoutItsEssentials() {
    assertDefect(
        zip(MANIFEST.replace("Version=\"2.4.0.0\"", "")).bytes(), PackageDefect.MISSING_FIELD);
    assertDefect(
        zip(MANIFEST.replace("Example.Demo", "../x")).bytes(), PackageDefect.INVALID_FIELD);
    assertDefect(zip(MANIFEST.replace("2.4.0.0", "two")).bytes(), PackageDefect.INVALID_FIELD);
    assertDefect(zip("<Package/>").bytes(), PackageDefect.MISSING_FIELD);
    assertDefect(zip("").bytes(), PackageDefect.MALFORMED_MANIFEST);
  }

  private void assertDefect(byte[] msix, PackageDefect defect) {
    assertThatThrownBy(() -> inspect(msix)).extracting("defect").isEqualTo(defect);
  }
}
