package dev.pappus.format.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ArchiveLimits;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class StringsFileTest {

  @Test
  void readsTheTextFormInEveryEncoding() {
    String text = "CFBundleName = \"测试应用\";\n";

    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(StringsFile.parse(text.getBytes(charset), ArchiveLimits.standard()))
          .containsEntry("CFBundleName", "测试应用");
      assertThat(StringsFile.parse(("\ufeff" + text).getBytes(charset), ArchiveLimits.standard()))
          .containsEntry("CFBundleName", "测试应用");
    }
  }

  @Test
  void passesOverCommentsAndBlanks() {
    assertThat(parse("/* \"a\" = \"b\"; */\n// c = d;\n \"e\"/**/=/*x*/f ;\tg=\"h\";//"))
        .isEqualTo(Map.of("e", "f", "g", "h"));
  }

  @Test
  void readsEscapes() {
    assertThat(parse("a = \"Pr\\U00fcf\\\"App\\\"\\n\\101\\\\ \\é\";"))
        .containsEntry("a", "Prüf\"App\"\nA\\ é");
  }

  @Test
  void takesAKeyAloneAsItsOwnText() {
    assertThat(parse("\"Hello\";")).containsEntry("Hello", "Hello");
  }

  @Test
  void keepsWhatStandsBeforeAFault() {
    for (String fault :
        List.of("b = ", "b", "\"b", "= c;", "b = \"c\" d;", "/* b = c;", "{", "\\")) {
      assertThat(parse("a = \"1\";" + fault)).isEqualTo(Map.of("a", "1"));
    }
  }

  @Test
  void hasNothingOfAFileThatIsNone() {
    assertThat(StringsFile.parse(new byte[0], ArchiveLimits.standard())).isEmpty();
    assertThat(StringsFile.parse(new byte[] {'a'}, ArchiveLimits.standard())).isEmpty();
    assertThat(StringsFile.parse(new byte[] {(byte) 0xff, (byte) 0xfe}, ArchiveLimits.standard()))
        .isEmpty();
    assertThat(parse("bplist00")).isEmpty();
    assertThat(parse("<plist><dict>")).isEmpty();
    assertThat(parse("<plist><array/></plist>")).isEmpty();
    assertThat(parse("\u0000\u0000\u0000")).isEmpty();
  }

  @Test
  void readsAPropertyListToo() {
    assertThat(
            parse(
                "<plist><dict><key>a</key><string>b</string><key>n</key><integer>1</integer></dict>"
                    + "</plist>"))
        .isEqualTo(Map.of("a", "b"));
  }

  @Test
  void endsOnWhateverItIsGiven() {
    Random random = new Random(20261124);
    String alphabet = "ab\"\\=;/* \nU<{";

    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
              text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Assertions.assertDoesNotThrow(() -> parse(text.toString()));
          }
          parse("/*".repeat(130_000));
          parse("a=b;".repeat(60_000));
        });
  }

  /** Found by fuzzing: the library's own exception made the whole package unreadable. */
  @Test
  void hasNothingOfABinaryFileWithFalseOffsets() {
    byte[] binary = ProfileFixture.forTheStore().binary();

    assertThat(StringsFile.parse(ProfileFixture.withAFalseOffset(binary), ArchiveLimits.standard()))
        .isEmpty();
  }

  private static Map<String, String> parse(String text) {
    return StringsFile.parse(text.getBytes(StandardCharsets.UTF_8), ArchiveLimits.standard());
  }
}
