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
}
