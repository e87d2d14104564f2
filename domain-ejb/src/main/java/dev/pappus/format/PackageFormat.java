package dev.pappus.format;

import dev.pappus.shared.Platform;
import java.util.Optional;

/**
 * A kind of package that can be uploaded; one folder below this one each, found by CDI.
 *
 * <p>Implementations are {@code @ApplicationScoped}, without state, and read only through the
 * {@link PackageFile} they are given. {@code PackageFormatContract} holds what all of them owe.
 */
public interface PackageFormat {

  /** Its short name, lower case: {@code apk}. */
  String name();

  Platform platform();

  /**
   * Whether this file, an archive or not, is of this format, by its content alone; a file's name
   * proves nothing. Cheap: names and first bytes, no parsing.
   */
  boolean recognises(PackageFile file);

  /**
   * Reads what the package says of itself.
   *
   * @throws UnreadablePackageException if it is broken, hostile, or lacks what its platform demands
   */
  PackageFacts inspect(PackageFile file);

  /**
   * On which devices the package can be installed, for asking about one of them.
   *
   * @return empty if it does not say, which most formats never do
   * @throws UnreadablePackageException if it is broken
   */
  default Optional<DeviceList> devices(PackageFile file) {
    return Optional.empty();
  }

  /** What a tester's device must open to install it: the package itself, if nothing else. */
  default InstallLink installLink(InstallSubject subject) {
    return InstallLink.to(subject.packageUrl().toString());
  }

  /** The file that the platform's installer reads before the package, if it wants one. */
  default Optional<InstallManifest> manifest(InstallSubject subject) {
    return Optional.empty();
  }
}
