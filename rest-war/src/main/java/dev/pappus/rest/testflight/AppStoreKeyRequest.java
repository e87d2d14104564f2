package dev.pappus.rest.testflight;

import dev.pappus.testflight.KeyWish;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team key of the App Store Connect API, as it is stored. */
@Schema(name = "AppStoreKeyRequest")
public record AppStoreKeyRequest(
    @Schema(
            required = true,
            description = "The issuer id, as App Store Connect shows it above its keys",
            examples = "57246542-96fe-1a63-e053-0824d011072a")
        @Nullable String issuerId,
    @Schema(
            required = true,
            minLength = 2,
            maxLength = 20,
            description = "The key's id there",
            examples = "2X9R4HXF34")
        @Nullable String keyId,
    @Schema(
            required = true,
            maxLength = 4000,
            description = "The text of the .p8 file; it is never shown again",
            examples = "-----BEGIN PRIVATE KEY-----\nMIGT…\n-----END PRIVATE KEY-----")
        @Nullable String privateKey) {

  KeyWish toWish() {
    return new KeyWish(issuerId, keyId, privateKey);
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return toWish().toString();
  }
}
