package dev.pappus.format.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import com.dd.plist.NSDate;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import dev.pappus.format.ArchiveLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ProvisioningProfileTest {

  @Test
  void tellsTheKindsForAnIPhoneApart() {
    assertThat(kind(ProfileFixture.forTheStore())).isEqualTo(ProfileKind.APP_STORE);
    assertThat(kind(ProfileFixture.forTheStore().devices("a"))).isEqualTo(ProfileKind.AD_HOC);
    assertThat(kind(ProfileFixture.forTheStore().devices())).isEqualTo(ProfileKind.AD_HOC);
    assertThat(kind(ProfileFixture.forTheStore().onAllDevices())).isEqualTo(ProfileKind.ENTERPRISE);
    assertThat(kind(ProfileFixture.forTheStore().devices("a").debugged()))
        .isEqualTo(ProfileKind.DEVELOPMENT);
  }

  @Test
  void tellsTheKindsForAMacApart() {
    assertThat(kind(ProfileFixture.forTheStore().forTheMac())).isEqualTo(ProfileKind.APP_STORE);
    assertThat(kind(ProfileFixture.forTheStore().forTheMac().devices("a")))
        .isEqualTo(ProfileKind.DEVELOPMENT);
    assertThat(kind(ProfileFixture.forTheStore().forTheMac().onAllDevices()))
        .isEqualTo(ProfileKind.DEVELOPER_ID);
  }

  @Test
  void takesATruthValueOfAnotherTypeAsAbsent() {
    assertThat(
            kind(ProfileFixture.forTheStore().value("ProvisionsAllDevices", new NSString("true"))))
        .isEqualTo(ProfileKind.APP_STORE);
    assertThat(kind(ProfileFixture.forTheStore().value("ProvisionsAllDevices", new NSNumber(1))))
        .isEqualTo(ProfileKind.APP_STORE);
  }

  @Test
  void readsTheSameFromEveryWrapping() {
    ProfileFixture profile = ProfileFixture.forTheStore().devices("one", "two");

    for (byte[] file :
        List.of(profile.bytes(), profile.streamed(), profile.xml(), profile.binary())) {
      ProvisioningProfile read =
          ProvisioningProfile.parse(file, ArchiveLimits.standard()).orElseThrow();
      assertThat(read.name()).isEqualTo("Fixture profile");
      assertThat(read.devices()).hasValue(List.of("one", "two"));
      assertThat(read.expires()).isEqualTo(Instant.parse("2027-06-30T12:00:00Z"));
    }
  }

  @Test
  void knowsAProfileWithoutADeviceListFromOneWithAnEmptyList() {
    assertThat(read(ProfileFixture.forTheStore()).devices()).isEmpty();
    assertThat(read(ProfileFixture.forTheStore().devices()).devices()).hasValue(List.of());
  }

  @Test
  void doesWithoutWhatIsMissing() {
    ProvisioningProfile profile =
        read(
            ProfileFixture.forTheStore()
                .without("Name")
                .without("TeamName")
                .without("TeamIdentifier")
                .without("ExpirationDate"));

    assertThat(profile.name()).isNull();
    assertThat(profile.teamName()).isNull();
    assertThat(profile.teamId()).isNull();
    assertThat(profile.expires()).isNull();
  }

  @Test
  void takesATimeBeyondAllCalendarsAsAbsent() {
    NSDate far = new NSDate(Date.from(Instant.ofEpochMilli(Long.MAX_VALUE / 4)));

    byte[] file = ProfileFixture.forTheStore().value("ExpirationDate", far).binary();

    assertThat(ProvisioningProfile.parse(file, ArchiveLimits.standard()).orElseThrow().expires())
        .isNull();
  }

  @Test
  void isNoProfileWithoutEntitlements() {
    assertThat(
            ProvisioningProfile.parse(
                ProfileFixture.forTheStore().withoutEntitlements().bytes(),
                ArchiveLimits.standard()))
        .isEmpty();
  }

  @Test
  void takesNothingFromAFileCutAnywhere() {
    byte[] whole = ProfileFixture.forTheStore().bytes();

    for (int length = 0; length < whole.length; length += length < 100 ? 1 : 40) {
      assertThat(ProvisioningProfile.parse(Arrays.copyOf(whole, length), ArchiveLimits.standard()))
          .as("%d", length)
          .isEmpty();
    }
  }

  @Test
  void answersWhateverIsDamaged() {
    Random random = new Random(20261124);

    for (int round = 0; round < 500; round++) {
      byte[] damaged = ProfileFixture.forTheStore().devices("one").bytes();
      int reach = round % 2 == 0 ? 70 : damaged.length;
      damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      Assertions.assertDoesNotThrow(
          () -> ProvisioningProfile.parse(damaged, ArchiveLimits.standard()));
    }
  }

  @Test
  void isNotLedIntoTheDeep() {
    byte[] wrappings = new byte[ArchiveLimits.standard().maxDescriptionBytes()];
    for (int i = 0; i < wrappings.length; i += 2) {
      wrappings[i] = 0x30;
      wrappings[i + 1] = (byte) 0x80;
    }
    byte[] arrays = ("<plist>" + "<array>".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);

    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(ProvisioningProfile.parse(wrappings, ArchiveLimits.standard())).isEmpty();
          assertThat(
                  ProvisioningProfile.parse(
                      ProfileFixture.wrapped(arrays), ArchiveLimits.standard()))
              .isEmpty();
        });
  }

  @Test
  void doesNotBelieveALengthBeyondTheFile() {
    byte[] claims = {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 6, 9};

    assertThat(ProvisioningProfile.parse(claims, ArchiveLimits.standard())).isEmpty();
    claims[2] = -1;
    assertThat(ProvisioningProfile.parse(claims, ArchiveLimits.standard())).isEmpty();
  }

  @Test
  void refusesADeclaredEntity() {
    byte[] xml =
        """
        <!DOCTYPE plist [<!ENTITY x SYSTEM "file:///dev/null">]>
        <plist><dict><key>Entitlements</key><dict/><key>Name</key><string>&x;</string></dict></plist>
        """
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(ProvisioningProfile.parse(xml, ArchiveLimits.standard())).isEmpty();
    assertThat(
            ProvisioningProfile.parse(
                ProfileFixture.wrapped(ProfileFixture.tagged(4, xml)), ArchiveLimits.standard()))
        .isEmpty();
  }

  private static ProfileKind kind(ProfileFixture profile) {
    return read(profile).kind();
  }

  private static ProvisioningProfile read(ProfileFixture profile) {
    return ProvisioningProfile.parse(profile.bytes(), ArchiveLimits.standard()).orElseThrow();
  }
}
