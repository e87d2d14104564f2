package dev.pappus.format.pkg;

import dev.pappus.format.FactText;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An installer package of macOS, which is an archive of the kind xar. Its table of contents is
 * read, the files in it are not, so name and version are the uploader's.
 */
@ApplicationScoped
public class PkgFormat implements PackageFormat {

  @Override
  public String name() {
    return "pkg";
  }

  @Override
  public Platform platform() {
    return Platform.FILE;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.says(0, XarContents.MAGIC);
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    XarContents contents = XarContents.of(file);
    if (contents.end() > file.length()) {
      throw new UnreadablePackageException(
          PackageDefect.TRUNCATED_ARCHIVE, "The installer package is cut off.");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.put(facts, PackageFact.SYSTEM, "macos");
    FactText.put(facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(contents.signed()));
    return PackageFacts.nameless(name(), facts);
  }
}
