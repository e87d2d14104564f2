package dev.pappus.testflight;

import dev.pappus.build.Build;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.testflight.apple.AppStoreCredentials;
import dev.pappus.testflight.apple.AppleVersion;

/**
 * What a step of a hand-over needs to know, read in one transaction and used outside of it. Public,
 * since Payara's stub of the ledger lies in another package.
 *
 * @param bundleId the app's
 */
public record UploadTurn(
    TestFlightUpload upload, Build build, String bundleId, AppStoreCredentials credentials) {

  AppleVersion version() {
    return new AppleVersion(build.version(), build.versionCode());
  }

  /** What we call the file at Apple's: by it ours is known among others. */
  String fileName() {
    return PublicId.format(IdKind.BUILD, build.id()) + ".ipa";
  }
}
