package dev.pappus.rest.pgyer;

import dev.pappus.build.BuildDetails;
import java.time.Instant;
import java.util.UUID;

/**
 * Leave to bring one package.
 *
 * @param build the key that the build will have: whoever brings the package twice makes one build
 * @param token the API token for which it was given; it must still be good when the package comes
 * @param expires until when
 * @param details what the client said about the upload; of no file name yet
 */
record UploadTicket(UUID build, String token, Instant expires, BuildDetails details) {

  /** What the client said, of a file of that name. */
  BuildDetails details(String fileName) {
    return new BuildDetails(
        fileName,
        details.notes(),
        details.channel(),
        details.access(),
        details.password(),
        null,
        null);
  }
}
