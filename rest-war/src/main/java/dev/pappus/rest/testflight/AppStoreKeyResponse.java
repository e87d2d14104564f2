package dev.pappus.rest.testflight;

import dev.pappus.testflight.AppStoreKey;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The team's key, without its secret. */
@Schema(name = "AppStoreKey")
public record AppStoreKeyResponse(
    @Schema(examples = "57246542-96fe-1a63-e053-0824d011072a") String issuerId,
    @Schema(examples = "2X9R4HXF34") String keyId,
    @Schema(description = "When it was stored or replaced last") Instant changedAt) {

  static AppStoreKeyResponse of(AppStoreKey key) {
    return new AppStoreKeyResponse(key.issuerId(), key.keyId(), key.changedAt());
  }
}
