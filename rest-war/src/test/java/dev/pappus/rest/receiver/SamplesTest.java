package dev.pappus.rest.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
  private static final Path DOCUMENT = Path.of("../docs/receiving-webhooks.md");

  @ParameterizedTest
  @ValueSource(strings = {"verified.php", "Verified.java"})
  void areThoseOfTheDocumentWhichCiRuns(String name) throws IOException {
    String marked = Files.readString(DOCUMENT).split("<!-- ci: " + name + " -->\n```", 2)[1];

    String block = marked.substring(marked.indexOf('\n') + 1, marked.indexOf("```"));

    assertThat(ReceiverPage.sample(name)).isEqualTo(block);
  }
}
