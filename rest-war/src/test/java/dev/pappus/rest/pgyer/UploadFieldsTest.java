package dev.pappus.rest.pgyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.app.AccessRule;
import dev.pappus.build.BuildDetails;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UploadFieldsTest {

  @Test
  void saysNothingWhereTheClientSaysNothing() {
    Map<String, String> texts =
        Map.of("buildInstallType", "", "buildPassword", "", "buildChannelShortcut", "");

    assertThat(UploadFields.details("a.apk", texts))
        .isEqualTo(new BuildDetails("a.apk", null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"1, public", "2, password", "3, invitation"})
  void readsTheRule(String type, String access) {
    BuildDetails details =
        UploadFields.details("", Map.of("buildInstallType", type, "buildPassword", "let me in"));

    assertThat(details.access()).isEqualTo(access);
    // a password that the client sends with every upload is no fault of a public one
    assertThat(details.password()).isEqualTo(type.equals("2") ? "let me in" : null);
  }

  /** Clients send the field with every upload, and no public channel takes one. */
  @Test
  void leavesAPasswordAsideThatNothingAsksFor() {
    assertThat(UploadFields.details("", Map.of("buildPassword", "let me in")).password()).isNull();
  }

  @Test
  void refusesNotesThatAreTooLongBeforeThePackageIsSent() {
    assertThatExceptionOfType(PgyerException.class)
        .isThrownBy(
            () -> UploadFields.details("", Map.of("buildUpdateDescription", "x".repeat(20_001))));
  }

  @ParameterizedTest
  @EnumSource
  void writesTheRuleAsItReadsIt(AccessRule rule) {
    Map<String, String> texts = Map.of("buildInstallType", UploadFields.installType(rule));

    assertThat(UploadFields.details("", texts).access()).isEqualTo(rule.wireName());
  }

  @ParameterizedTest
  @CsvSource({"buildInstallType, 4", "buildInstallType, public", "buildInstallDate, 1"})
  void refusesWhatItCannotDo(String field, String value) {
    assertThatExceptionOfType(PgyerException.class)
        .isThrownBy(() -> UploadFields.details("", Map.of(field, value)))
        .matches(refused -> refused.code().equals("pgyer-1280"));
  }
}
