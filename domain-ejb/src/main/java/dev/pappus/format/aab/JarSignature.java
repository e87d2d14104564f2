package dev.pappus.format.aab;

import dev.pappus.format.CmsSigners;
import dev.pappus.format.FactText;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFile;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a bundle, which is that of a JAR ("JAR File Specification", Signed JAR File): a
 * list of digests and beside it the CMS SignedData of one signer each. It is shown, not checked:
 * the store does so, and no device ever gets the bundle.
 */
final class JarSignature {
  private static final Pattern BLOCK =
      Pattern.compile("META-INF/([^/]+)\\.(?:RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  /** Signed by more, it is no bundle of a build tool. */
  private static final int MAX_BLOCKS = 10;

  private JarSignature() {}

  /**
   * Adds its facts.
   *
   * @return whether there is one
   */
  static boolean addTo(Map<String, String> facts, PackageFile file) {
    TreeSet<String> signers = new TreeSet<>();
    int blocks = 0;
    for (String name : file.names()) {
      Matcher block = BLOCK.matcher(name);
      if (blocks < MAX_BLOCKS
          && block.matches()
          && file.has("META-INF/" + block.group(1) + ".SF")) {
        blocks++;
        file.readIfSound(name, CmsSigners.MAX_BYTES)
            .map(CmsSigners::sha256)
            .ifPresent(signers::addAll);
      }
    }
    FactText.put(facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(blocks > 0));
    FactText.putList(facts, PackageFact.SIGNER_CERTIFICATES, signers);
    return blocks > 0;
  }
}
