package dev.pappus.testflight;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.shared.security.Caller;
import dev.pappus.testflight.apple.AppStoreConnect;
import dev.pappus.testflight.apple.AppleRefusedException;
import dev.pappus.testflight.apple.AppleUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Asks Apple whether it knows the team's key; no transaction is open meanwhile. */
@ApplicationScoped
public class AppStoreKeyCheck {
  @Inject AppStoreKeyEditor editor;
  @Inject AppStoreConnect apple;

  /**
   * Returns if Apple takes the key.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   * @throws AppleRefusedException {@code testflight-refused} with Apple's words
   * @throws AppleUnavailableException {@code unavailable}
   */
  public void check(Caller caller) {
    apple.check(editor.open(caller));
  }
}
