package dev.pappus.rest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.build.InspectedPackage;
import dev.pappus.format.IconImage;
import dev.pappus.format.PackageFacts;
import dev.pappus.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InspectionResponseTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private static InspectionResponse response(
      @Nullable IconImage icon, @Nullable String version, Map<String, String> facts) {
    return InspectionResponse.of(
        new InspectedPackage(
            new PackageFacts(
                "aab",
                Platform.ANDROID,
                "com.example.demo",
                "Demo",
                version,
                "7",
                "24",
                icon,
                facts),
            false,
            12,
            "9f86",
            null),
        NOW);
  }

  @Test
  void saysWhatThePackageSays() {
    InspectionResponse response =
        response(
            new IconImage(new byte[] {1, 2, 3}, 1, 1),
            "1.0",
            Map.of("warnings", "debuggable,unsigned"));

    assertThat(response.format()).isEqualTo("aab");
    assertThat(response.platform()).isEqualTo("android");
    assertThat(response.version()).isEqualTo("1.0");
    assertThat(response.minimumOs()).isEqualTo("24");
    assertThat(response.installable()).isFalse();
    assertThat(response.warnings()).isEqualTo(List.of("debuggable", "unsigned"));
    assertThat(response.facts().getString("warnings")).isEqualTo("debuggable,unsigned");
    assertThat(response.icon()).isEqualTo("data:image/png;base64,AQID");
    assertThat(response.sizeBytes()).isEqualTo(12);
    assertThat(response.existingApp()).isNull();
  }

  @Test
  void saysWhatIsNotThere() {
    InspectionResponse response = response(null, null, Map.of());

    assertThat(response.version()).as("the version code").isEqualTo("7");
    assertThat(response.warnings()).isEmpty();
    assertThat(response.facts()).isEmpty();
    assertThat(response.icon()).isNull();
  }

  @Test
  void warnsOfAProfileThatSoonEnds() {
    InspectionResponse response =
        response(null, null, Map.of("profileExpires", NOW.plusSeconds(60).toString()));

    assertThat(response.warnings()).containsExactly("profile-expires-soon");
  }
}
