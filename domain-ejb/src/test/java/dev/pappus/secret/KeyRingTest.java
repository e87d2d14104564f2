package dev.pappus.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.config.DataDirectoryFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  @TempDir Path directory;

  private KeyRing keyRing(Optional<String> configured) {
    SecretKeyFile file = new SecretKeyFile();
    file.directory = DataDirectoryFixture.at(directory);
    file.configured = configured;
    file.configuredFile = Optional.empty();
    KeyRing keyRing = new KeyRing();
    keyRing.keyFile = file;
    keyRing.derive();
    return keyRing;
  }

  @Test
  void opensWhatItSealedForTheSamePurposeAlone() {
    KeyRing keyRing = keyRing(Optional.empty());

    String sealed = keyRing.seal("webhook-secret", "whsec_1");

    assertThat(sealed).doesNotContain("whsec_1");
    assertThat(keyRing.open("webhook-secret", sealed)).isEqualTo("whsec_1");
    assertThatThrownBy(() -> keyRing.open("other", sealed))
        .isInstanceOf(UnreadableSecretException.class);
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    KeyRing keyRing = keyRing(Optional.empty());

    assertThat(keyRing.seal("p", "text")).isNotEqualTo(keyRing.seal("p", "text"));
  }

  @Test
  void findsItsKeyAgainAfterARestart() throws Exception {
    String sealed = keyRing(Optional.empty()).seal("p", "text");

    assertThat(keyRing(Optional.empty()).open("p", sealed)).isEqualTo("text");
    assertThat(Files.getPosixFilePermissions(directory.resolve("secret.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void cannotOpenWithAnotherKey() {
    String sealed = keyRing(Optional.empty()).seal("p", "text");
    KeyRing other = keyRing(Optional.of("A".repeat(43) + "="));

    assertThatThrownBy(() -> other.open("p", sealed)).isInstanceOf(UnreadableSecretException.class);
  }

  @Test
  void verifiesWhatItSignedForTheSamePurposeAlone() {
    KeyRing keyRing = keyRing(Optional.empty());

    String signed = keyRing.sign("grant", "bld_1|99");

    assertThat(keyRing.verify("grant", signed)).contains("bld_1|99");
    assertThat(keyRing.verify("member", signed)).isEmpty();
    assertThat(keyRing.verify("grant", "x" + signed)).isEmpty();
    assertThat(keyRing.verify("grant", "no dot")).isEmpty();
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> keyRing(Optional.of("c2hvcnQ=")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.secret-key");
  }

  @Test
  void opensAndVerifiesWithThePreviousKeyAndSealsWithTheNewest() {
    KeyRing old = KeyRingFixture.of(1);
    String sealed = old.seal("p", "text");
    String signed = old.sign("p", "text");

    KeyRing both = KeyRingFixture.of(2, 1);
    String resealed = both.reseal("p", sealed);

    assertThat(both.open("p", sealed)).isEqualTo("text");
    assertThat(both.verify("p", signed)).contains("text");
    assertThat(resealed).startsWith(both.prefix()).isNotEqualTo(sealed);
    assertThat(both.reseal("p", resealed)).isEqualTo(resealed);
    assertThat(KeyRingFixture.of(2).open("p", resealed)).isEqualTo("text");
    assertThatThrownBy(() -> KeyRingFixture.of(2).open("p", sealed))
        .isInstanceOf(UnreadableSecretException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "k1.", "no dot", "00000000.AAAA"})
  void cannotOpenWhatIsNoSealedText(String text) {
    KeyRing keyRing = KeyRingFixture.of(1);

    assertThatThrownBy(() -> keyRing.open("p", text)).isInstanceOf(UnreadableSecretException.class);
    assertThatThrownBy(() -> keyRing.open("p", keyRing.prefix() + text))
        .isInstanceOf(UnreadableSecretException.class);
  }

  @Test
  void readsPreviousKeysFromAFile() throws Exception {
    Path file = directory.resolve("previous");
    Files.writeString(file, "A".repeat(43) + "=\n" + "E".repeat(43) + "=\n");
    SecretKeyFile keys = new SecretKeyFile();
    keys.previousFile = Optional.of(file.toString());

    assertThat(keys.readPrevious()).hasSize(2);
  }
}
