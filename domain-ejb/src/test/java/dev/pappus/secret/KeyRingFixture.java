package dev.pappus.secret;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Key rings of made-up keys. */
public final class KeyRingFixture {

  private KeyRingFixture() {}

  /**
   * @param newest a number that makes a key
   * @param previous numbers of the keys before it
   */
  public static KeyRing of(int newest, int... previous) {
    SecretKeyFile file = new SecretKeyFile();
    file.configured = Optional.of(key(newest));
    file.previous =
        Optional.of(
            IntStream.of(previous).mapToObj(KeyRingFixture::key).collect(Collectors.joining(", ")));
    KeyRing keyRing = new KeyRing();
    keyRing.keyFile = file;
    keyRing.derive();
    return keyRing;
  }

  private static String key(int number) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) number);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
