package dev.pappus.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewSettingsTest {
  @TempDir Path directory;
  final ReviewSettings settings = new ReviewSettings();

  @Test
  void asksForNothingUnlessSet() {
    settings.check();

    assertThat(settings.guidelinesRequired()).isFalse();
    assertThat(settings.approval()).isEqualTo(Approval.OFF);
    assertThat(settings.text().version()).isEqualTo(1);
    assertThat(settings.text().text(Locale.ENGLISH)).startsWith("Upload only");
    assertThat(settings.text().text(Locale.SIMPLIFIED_CHINESE)).startsWith("仅可上传");
  }

  @Test
  void stopsAtAValueThatItDoesNotKnow() {
    settings.guidelines = "yes";
    assertThatThrownBy(settings::check).hasMessageContaining("pappus.review.guidelines is yes");

    settings.guidelines = "required";
    settings.approval = "some";
    assertThatThrownBy(settings::check).hasMessageContaining("pappus.review.approval is some");
  }

  @Test
  void readsOtherGuidelines() throws IOException {
    settings.guidelinesFile = file("version=7\ntext.en=Be kind.\ntext.zh_CN=请友善。\n");

    settings.check();

    assertThat(settings.text()).isEqualTo(new Guidelines(7, "Be kind.", "请友善。"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text.en=a\ntext.zh_CN=b",
        "version=0\ntext.en=a\ntext.zh_CN=b",
        "version=x\ntext.en=a\ntext.zh_CN=b",
        "version=1\ntext.en=a",
        "version=1\ntext.en=\ntext.zh_CN=b",
        "version=1\ntext.en=\\u00\ntext.zh_CN=b"
      })
  void stopsAtGuidelinesThatAreNone(String text) throws IOException {
    settings.guidelinesFile = file(text);

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("guidelines");
  }

  @Test
  void stopsAtAMissingFile() {
    settings.guidelinesFile = Optional.of(directory.resolve("none").toString());

    assertThatThrownBy(settings::check).hasMessageContaining("cannot be read");
  }

  private Optional<String> file(String text) throws IOException {
    return Optional.of(Files.writeString(directory.resolve("guidelines"), text).toString());
  }
}
