package dev.pappus.format;

import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out what package a file is and what it says of itself. Runs on a complete local file,
 * outside any transaction.
 */
@ApplicationScoped
public class PackageInspector {
  private static final Logger LOG = System.getLogger(PackageInspector.class.getName());

  @Inject @Any Instance<PackageFormat> discovered;
  @Inject FormatSettings settings;
  List<PackageFormat> formats = List.of();
  ArchiveLimits limits = ArchiveLimits.standard();

  @PostConstruct
  void findFormats() {
    formats = discovered.stream().toList();
    limits = settings.limits();
  }

  /** The format of that name, as {@link PackageFacts#format()} keeps it. */
  public Optional<PackageFormat> format(String name) {
    return formats.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /**
   * Reads a package.
   *
   * @param originalFileName as the client named it; only makes a refusal more helpful, the content
   *     alone decides
   * @throws EmptyFileException {@code file-empty}
   * @throws UnsupportedPackageException {@code package-unsupported} if no format knows it
   * @throws UnreadablePackageException {@code package-unreadable} if it is broken or hostile
   * @throws UnavailableException if our own disk fails
   */
  public PackageFacts inspect(Path file, String originalFileName) {
    try (PackageFile opened = PackageFile.open(file, limits)) {
      return formatOf(opened, originalFileName).inspect(opened);
    } catch (DomainException refusal) {
      throw refusal;
    } catch (IOException | UncheckedIOException ownDisk) {
      LOG.log(Level.ERROR, LogLine.of("format.unavailable").toString(), ownDisk);
      throw new UnavailableException("The uploaded file cannot be read back at the moment.");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError surprise) {
      // A reader's failure is the package's fault and must stay with this upload: an Error that
      // escapes would kill a thread of the server. Its message may hold text out of the package.
      LOG.log(
          Level.WARNING,
          LogLine.of("format.unreadable")
              .with("failure", surprise.getClass().getName())
              .toString());
      throw new UnreadablePackageException(
          PackageDefect.UNREADABLE, "The package cannot be read: its contents make no sense.");
    }
  }

  private PackageFormat formatOf(PackageFile file, String originalFileName) {
    List<PackageFormat> claims =
        formats.stream().filter(format -> format.recognises(file)).toList();
    if (claims.isEmpty()) {
      throw new UnsupportedPackageException(
          PackageDefect.UNSUPPORTED_FORMAT, whyUnknown(originalFileName));
    }
    if (claims.size() > 1) {
      throw new UnreadablePackageException(
          PackageDefect.FORMAT_MISMATCH, "The file is a package of two formats at once.");
    }
    return claims.get(0);
  }

  private static String whyUnknown(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".apk")) {
      return "The file has no AndroidManifest.xml at its top, so it is no Android package.";
    }
    if (name.endsWith(".ipa")) {
      return "The file has no Payload/<name>.app/Info.plist, so it is no iOS package.";
    }
    if (name.endsWith(".aab")) {
      return "The file has no base/manifest/AndroidManifest.xml, so it is no Android App Bundle.";
    }
    if (name.endsWith(".hap") || name.endsWith(".app")) {
      return "The file has neither module.json nor config.json at its top, so it is no HarmonyOS"
          + " package.";
    }
    return "The file is no package of a format that is supported.";
  }
}
