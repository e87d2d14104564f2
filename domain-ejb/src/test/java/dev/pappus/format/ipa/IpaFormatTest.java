package dev.pappus.format.ipa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.IconFixture;
import dev.pappus.format.IconImage;
import dev.pappus.format.InstallManifest;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageFormatContract;
import dev.pappus.format.PropertyList;
import dev.pappus.format.UnreadablePackageException;
import java.awt.Color;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IpaFormatTest extends PackageFormatContract {
  private static final String PLIST = "Payload/Fixture.app/Info.plist";

  @Override
  protected PackageFormat format() {
    return IpaFixture.format();
  }

  @Override
  protected byte[] sample() {
    return IpaFixture.app("com.example.app")
        .name("Demo")
        .icon(IconFixture.cgbi(120, Color.RED))
        .bytes();
  }

  @Override
  protected List<String> essentialEntries() {
    return List.of(PLIST);
  }

  @Test
  void tellsWhatThePropertyListSays() {
    PackageFacts facts =
        inspect(
            IpaFixture.app("com.example.app")
                .name("演示")
                .version("2.4")
                .versionCode("567")
                .minimumOs("16.2")
                .bytes());

    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.name()).isEqualTo("演示");
    assertThat(facts.version()).isEqualTo("2.4");
    assertThat(facts.versionCode()).isEqualTo("567");
    assertThat(facts.minimumOs()).isEqualTo("16.2");
    assertThat(facts.facts()).containsEntry("deviceFamily", "1,2");
  }

  @Test
  void readsAnXmlPropertyListToo() {
    assertThat(inspect(IpaFixture.app("com.example.app").name("Ä & <b>").asXml().bytes()).name())
        .isEqualTo("Ä & <b>");
  }

  @Test
  void takesTheAppAndNotItsExtensions() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .entry("Payload/Fixture.app/PlugIns/Share.appex/Info.plist", new byte[10])
            .entry("Payload/Fixture.app/Watch/Watch.app/Info.plist", new byte[10])
            .bytes();

    PackageFacts facts = inspect(ipa);

    assertThat(facts.bundleId()).isEqualTo("com.example.app");
    assertThat(facts.facts()).containsEntry("appExtensions", "1");
  }

  @Test
  void tellsItsProcessorsAndThatThereIsASignature() {
    ByteBuffer program = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    program.putInt(0xfeedfacf).putInt(0x0100000c).putInt(2);
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .value("CFBundleExecutable", new NSString("Fixture"))
            .entry("Payload/Fixture.app/Fixture", program.array())
            .entry("Payload/Fixture.app/_CodeSignature/CodeResources", new byte[3])
            .bytes();

    assertThat(inspect(ipa).facts())
        .containsEntry("archs", "arm64e")
        .containsEntry("signaturePresent", "true");
    assertThat(inspect(sample()).facts())
        .containsEntry("signaturePresent", "false")
        .doesNotContainKey("archs");
  }

  @Test
  void refusesTwoApps() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .entry("Payload/Other.app/Info.plist", new byte[10])
            .bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.AMBIGUOUS_APP_BUNDLE);
  }

  @Test
  void knowsAnAppWithoutAVersionByItsBuild() {
    PackageFacts facts =
        inspect(
            IpaFixture.app("com.example.app")
                .without("CFBundleShortVersionString")
                .versionCode("9")
                .bytes());

    assertThat(facts.version()).isNull();
    assertThat(facts.displayVersion()).isEqualTo("9");
  }

  @Test
  void refusesAnAppWithoutABuildNumber() {
    byte[] ipa = IpaFixture.app("com.example.app").without("CFBundleVersion").bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MISSING_FIELD);
  }

  @Test
  void refusesABuildNumberOfAnotherType() {
    byte[] ipa =
        IpaFixture.app("com.example.app").value("CFBundleVersion", new NSDictionary()).bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.INVALID_FIELD);
  }

  @Test
  void takesAMinimumVersionOfAnotherTypeAsAbsent() {
    byte[] ipa =
        IpaFixture.app("com.example.app").value("MinimumOSVersion", new NSNumber(12.5)).bytes();

    assertThat(inspect(ipa).minimumOs()).isNull();
  }

  /** Given bytes, a parser follows the encoding that the first line of them declares. */
  @Test
  void refusesAnEntityInAnotherEncoding() {
    Charset ebcdic = Charset.forName("IBM037");
    String declaration = "<?xml version='1.0' encoding='IBM037'?>";
    byte[] rest = "<!DOCTYPE plist [<!ENTITY x 'y'>]><plist><dict/></plist>".getBytes(ebcdic);
    byte[] plist =
        ByteBuffer.allocate(declaration.length() + rest.length)
            .put(declaration.getBytes(StandardCharsets.US_ASCII))
            .put(rest)
            .array();
    byte[] ipa = IpaFixture.app("com.example.app").zip().without(PLIST).entry(PLIST, plist).bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_PLIST);
  }

  /** Found by fuzzing. */
  @Test
  void refusesABinaryPropertyListWithFalseOffsets() {
    byte[] plist = ProfileFixture.withAFalseOffset(ProfileFixture.forTheStore().binary());
    byte[] ipa = IpaFixture.app("com.example.app").zip().without(PLIST).entry(PLIST, plist).bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_PLIST);
  }

  @Test
  void refusesADeclaredEntity() {
    byte[] plist =
        "<?xml version='1.0'?><!DOCTYPE plist [<!ENTITY x 'y'>]><plist><dict/></plist>"
            .getBytes(StandardCharsets.UTF_8);
    byte[] ipa = IpaFixture.app("com.example.app").zip().without(PLIST).entry(PLIST, plist).bytes();

    assertThatThrownBy(() -> inspect(ipa))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_PLIST);
  }

  @Test
  void refusesAPropertyListThatNestsWithoutEnd() {
    byte[] plist =
        ("<plist>" + "<array>".repeat(100_000) + "</array>".repeat(100_000) + "</plist>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] ipa = IpaFixture.app("com.example.app").zip().without(PLIST).entry(PLIST, plist).bytes();

    assertThatThrownBy(() -> inspect(ipa)).isInstanceOf(UnreadablePackageException.class);
  }

  @Test
  void doesWithoutAnIconThatIsNone() {
    byte[] ipa = IpaFixture.app("com.example.app").icon(IconFixture.claiming(60000, 60000)).bytes();

    assertThat(inspect(ipa).icon()).isNull();
  }

  @Test
  void takesTheWidestIcon() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .icon("AppIcon60x60@2x.png", IconFixture.cgbi(120, Color.RED))
            .icon("AppIcon60x60@3x.png", IconFixture.cgbi(180, Color.RED))
            .icon("AppIcon60x60Other.png", IconFixture.cgbi(300, Color.RED))
            .bytes();

    IconImage icon = Objects.requireNonNull(inspect(ipa).icon());

    assertThat(icon.width()).isEqualTo(180);
  }

  @Test
  void namesTheAppInOtherLanguages() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .name("Weather")
            .strings("de", "CFBundleDisplayName = \"Wetter\";")
            .strings("zh-Hans", "\ufeffCFBundleDisplayName = \"天气\";")
            .strings("en", "CFBundleDisplayName = \"Weather\";")
            .strings("Base", "CFBundleDisplayName = \"Base\";")
            .strings("fr", "CFBundleName = \"Hidden by the display name\";")
            .strings("it", "CFBundleDisplayName = ")
            .strings("es", "CFBundleDisplayName = \"" + "x".repeat(256) + "\";")
            .entry(
                "Payload/Fixture.app/PlugIns/Share.appex/nl.lproj/InfoPlist.strings",
                "CFBundleDisplayName = \"Extension\";".getBytes(StandardCharsets.UTF_8))
            .bytes();

    PackageFacts facts = inspect(ipa);

    assertThat(facts.name()).isEqualTo("Weather");
    assertThat(facts.facts())
        .containsEntry("label.de", "Wetter")
        .containsEntry("label.zh-Hans", "天气");
    assertThat(facts.facts().keySet())
        .filteredOn(key -> key.startsWith("label."))
        .containsExactly("label.de", "label.zh-Hans");
  }

  @Test
  void takesALocalisedBundleNameWhereThereIsNoDisplayName() {
    byte[] ipa =
        IpaFixture.app("com.example.app").strings("fr", "CFBundleName = \"Météo\";").bytes();

    assertThat(inspect(ipa).facts()).containsEntry("label.fr", "Météo");
  }

  @Test
  void keepsWithinTheNumberOfFactsWhateverThePackageHolds() {
    IpaFixture ipa =
        IpaFixture.app("com.example.app").profile(ProfileFixture.forTheStore().devices().bytes());
    for (int i = 0; i < 200; i++) {
      ipa.strings("l" + i, "CFBundleDisplayName = \"" + i + "\";");
    }

    assertThat(inspect(ipa.bytes()).facts()).containsKey("teamId").hasSizeBetween(41, 70);
  }

  @Test
  void tellsTheLinksThatOpenTheApp() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .value(
                "CFBundleURLTypes",
                new NSArray(
                    urlType("demo", "Demo-Pay", "no scheme", "a,b", "demo"),
                    new NSString("no dictionary"),
                    urlType("fb123")))
            .bytes();

    assertThat(inspect(ipa).facts()).containsEntry("urlSchemes", "demo,demo-pay,fb123");
  }

  private static NSDictionary urlType(String... schemes) {
    NSDictionary type = new NSDictionary();
    type.put(
        "CFBundleURLSchemes",
        new NSArray(Arrays.stream(schemes).map(NSString::new).toArray(NSObject[]::new)));
    return type;
  }

  @Test
  void tellsWhatItsProfileAllows() {
    byte[] profile = ProfileFixture.forTheStore().devices("one", "two").bytes();

    PackageFacts facts = inspect(IpaFixture.app("com.example.app").profile(profile).bytes());

    assertThat(facts.facts())
        .containsEntry("profileKind", "ad-hoc")
        .containsEntry("profileName", "Fixture profile")
        .containsEntry("teamId", "EXAMPLE001")
        .containsEntry("teamName", "Example")
        .containsEntry("profileExpires", "2027-06-30T12:00:00Z")
        .containsEntry("profileDevices", "2")
        .containsEntry("entitlements", "application-identifier,get-task-allow")
        .doesNotContainKey("warnings");
  }

  @Test
  void tellsNobodyTheIdsOfDevices() {
    byte[] profile = ProfileFixture.forTheStore().devices("00008030-0011").bytes();

    PackageFacts facts = inspect(IpaFixture.app("com.example.app").profile(profile).bytes());

    assertThat(facts.toString()).doesNotContain("00008030");
  }

  @Test
  void warnsOfAProfileFromTheMomentItExpires() {
    byte[] due = ProfileFixture.forTheStore().expires(IpaFixture.NOW).bytes();
    byte[] valid = ProfileFixture.forTheStore().expires(IpaFixture.NOW.plusSeconds(1)).bytes();

    assertThat(inspect(IpaFixture.app("com.example.app").profile(due).bytes()).facts())
        .containsEntry("warnings", "expired-profile");
    assertThat(inspect(IpaFixture.app("com.example.app").profile(valid).bytes()).facts())
        .doesNotContainKey("warnings");
  }

  @Test
  void keepsAnAppWhoseProfileCannotBeRead() {
    for (byte[] profile : List.of(new byte[0], new byte[100], new byte[(1 << 20) + 1])) {
      PackageFacts facts = inspect(IpaFixture.app("com.example.app").profile(profile).bytes());

      assertThat(facts.bundleId()).isEqualTo("com.example.app");
      assertThat(facts.facts())
          .containsEntry("warnings", "unreadable-profile")
          .doesNotContainKey("profileKind");
    }
  }

  @Test
  void doesNotTakeAnExtensionsProfileForTheApps() {
    byte[] ipa =
        IpaFixture.app("com.example.app")
            .entry(
                "Payload/Fixture.app/PlugIns/Share.appex/embedded.mobileprovision",
                ProfileFixture.forTheStore().bytes())
            .bytes();

    assertThat(inspect(ipa).facts()).doesNotContainKeys("profileKind", "warnings");
  }

  @Test
  void leavesOutATeamNameThatIsTooLong() {
    byte[] profile =
        ProfileFixture.forTheStore().value("TeamName", new NSString("x".repeat(256))).bytes();

    assertThat(inspect(IpaFixture.app("com.example.app").profile(profile).bytes()).facts())
        .containsEntry("teamId", "EXAMPLE001")
        .doesNotContainKey("teamName");
  }

  @Test
  void linksTheManifestAndNotThePackage() {
    InstallSubject subject = subject("Demo");

    assertThat(format().installLink(subject).href())
        .isEqualTo(
            "itms-services://?action=download-manifest&url="
                + "https%3A%2F%2Fpappus.example%2Fm%3Fa%3D1%26b%3D2");
  }

  @Test
  void writesTheManifestAsAppleReadsIt() {
    InstallManifest manifest = format().manifest(subject("A <b> & \"c\"")).orElseThrow();

    assertThat(manifest.mediaType()).isEqualTo("text/xml");
    PropertyList plist =
        PropertyList.parse(
            manifest.body().getBytes(StandardCharsets.UTF_8), ArchiveLimits.standard());
    assertThat(plist.has("items")).isTrue();
    assertThat(manifest.body())
        .contains("<string>software-package</string>")
        .contains("<string>https://pappus.example/p?a=1&amp;b=2</string>")
        .contains("<string>display-image</string>")
        .contains("<string>com.example.app</string>")
        .doesNotContain("<b>");
  }

  private static InstallSubject subject(String name) {
    return new InstallSubject(
        name,
        "com.example.app",
        "1.0",
        URI.create("https://pappus.example/p?a=1&b=2"),
        URI.create("https://pappus.example/m?a=1&b=2"),
        URI.create("https://pappus.example/i.png"));
  }
}
