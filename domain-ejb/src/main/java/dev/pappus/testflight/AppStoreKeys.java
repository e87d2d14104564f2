package dev.pappus.testflight;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.testflight.apple.AppStoreCredentials;
import dev.pappus.testflight.apple.AppStorePrivateKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Private keys of teams: sealed at rest, opened to sign. */
@ApplicationScoped
public class AppStoreKeys {
  private static final String PURPOSE = "testflight key 1";

  @Inject KeyRing keyRing;

  String seal(AppStorePrivateKey key) {
    return keyRing.seal(PURPOSE, key.reveal());
  }

  String reseal(String sealed) {
    return keyRing.reseal(PURPOSE, sealed);
  }

  /**
   * @throws UnreadableSecretException {@code unavailable} if the server has another key now
   */
  AppStoreCredentials open(AppStoreKey key) {
    return new AppStoreCredentials(
        key.issuerId(),
        key.keyId(),
        AppStorePrivateKey.parse(keyRing.open(PURPOSE, key.sealedPrivateKey())));
  }
}
