package dev.pappus.testflight;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.testflight.apple.AppStoreCredentials;
import dev.pappus.testflight.apple.AppStorePrivateKey;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever may change the team store, replace and remove its key. What was stored is not shown.
 */
@Stateless
public class AppStoreKeyEditor {
  private static final int MAX_PRIVATE_KEY = 4000;
  private static final int MAX_ID = 36;
  private static final String MASK = "********";

  private static final Pattern ISSUER =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /** Apple shows ten characters and promises nothing. */
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9]{2,20}");

  @Inject AccessControl accessControl;
  @Inject AppStoreKeyRepository repository;
  @Inject AppStoreKeys keys;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * The team's key; empty if there is none.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Optional<AppStoreKey> find(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    return repository.find(caller.teamId());
  }

  /**
   * The team's key.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   */
  public AppStoreKey get(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    return repository.get(caller.teamId());
  }

  /**
   * Stores a key, in place of the one before.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} if a part is not what Apple gives out
   */
  public AppStoreKey put(Caller caller, KeyWish wish) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    String issuerId =
        matching(
                "issuerId",
                wish.issuerId(),
                ISSUER,
                "must be a UUID, as App Store Connect shows it")
            .toLowerCase(Locale.ROOT);
    String keyId =
        matching(
            "keyId", wish.keyId(), KEY_ID, "must be the key's id, as App Store Connect shows it");
    String sealed = keys.seal(privateKey(wish.privateKey()));
    AppStoreKey key = repository.find(caller.teamId()).orElse(null);
    JsonObject before = key == null ? null : masked(key);
    if (key == null) {
      key = new AppStoreKey(caller.teamId(), issuerId, keyId, sealed, clock.instant());
      repository.add(key);
    } else {
      key.replace(issuerId, keyId, sealed, clock.instant());
    }
    audit.record(caller, "testflight-key.store", subject(key), before, masked(key));
    return key;
  }

  private static String matching(
      String field, @Nullable String text, Pattern pattern, String otherwise) {
    String value = TextRules.required(field, text, MAX_ID);
    if (!pattern.matcher(value).matches()) {
      throw new InvalidFieldException(field, otherwise);
    }
    return value;
  }

  private static AppStorePrivateKey privateKey(@Nullable String text) {
    try {
      return AppStorePrivateKey.parse(TextRules.required("privateKey", text, MAX_PRIVATE_KEY));
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException(
          "privateKey",
          "must be the text of the .p8 file from App Store Connect: a private key (PKCS #8) of the"
              + " curve P-256");
    }
  }

  /**
   * Removes the team's key. Hand-overs that are under way end with their next call.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   */
  public void remove(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    AppStoreKey key = repository.get(caller.teamId());
    repository.remove(key);
    audit.record(caller, "testflight-key.remove", subject(key), masked(key), null);
  }

  /**
   * The team's key, opened.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   */
  public AppStoreCredentials open(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_TEAM);
    return keys.open(repository.get(caller.teamId()));
  }

  private static String subject(AppStoreKey key) {
    return PublicId.format(IdKind.TESTFLIGHT_KEY, key.id());
  }

  private static JsonObject masked(AppStoreKey key) {
    return JsonParts.object()
        .add("issuerId", key.issuerId())
        .add("keyId", key.keyId())
        .add("privateKey", MASK)
        .build();
  }
}
