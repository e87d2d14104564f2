package dev.pappus.format.apk;

import com.android.apksig.ApkVerifier;
import com.android.apksig.apk.ApkFormatException;
import dev.pappus.format.PackageFile;
import dev.pappus.format.apk.SignatureFacts.Verdict;
import dev.pappus.shared.log.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of a package with Android's own library, on the API levels that the package
 * wants to run on. The library sees only files that our reader took; what could cost it much is
 * left alone, and whatever happens within it, the package is taken and its signature unknown.
 */
final class SignatureCheck {
  private static final Logger LOG = System.getLogger(SignatureCheck.class.getName());

  private static final Pattern DIGEST_FILE =
      Pattern.compile("META-INF/(?:MANIFEST\\.MF|[^/]+\\.SF)");
  private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/[^/]+\\.SF");
  private static final Pattern SIGNATURE_BLOCK = Pattern.compile("META-INF/[^/]+\\.(?:RSA|DSA|EC)");

  private static final int MAX_SIGNATURE_FILES = 10;
  private static final int MAX_SIGNATURE_BLOCK_BYTES = 64 << 10;

  /** Levels at which Android began to look at v2, v3, v3.1. */
  private static final List<Integer> LATER_LEVELS = List.of(24, 28, 33);

  private final PackageFile file;
  private final long endNanos;

  private SignatureCheck(PackageFile file) {
    this.file = file;
    // half of the time: a package whose signature takes too long is still to be taken
    this.endNanos = System.nanoTime() + file.limits().timeFor(file.length()).toNanos() / 2;
  }

  /**
   * Checks a package.
   *
   * @param minSdk as the manifest declares it
   * @throws UncheckedIOException if our own disk fails
   */
  static SignatureFacts of(PackageFile file, @Nullable String minSdk) {
    SigningBlock block = SigningBlock.of(file);
    List<String> present = new ArrayList<>();
    if (file.names().stream().anyMatch(name -> SIGNATURE_FILE.matcher(name).matches())) {
      present.add("v1");
    }
    present.addAll(block.schemes());
    if (isTooCostly(file, block)) {
      return SignatureFacts.without(Verdict.UNKNOWN, present);
    }
    if (present.isEmpty()) {
      return SignatureFacts.without(Verdict.UNSIGNED, present);
    }
    try {
      return new SignatureCheck(file).check(present, level(minSdk));
    } catch (UncheckedIOException ownDisk) {
      throw ownDisk;
    } catch (IOException
        | ApkFormatException
        | NoSuchAlgorithmException
        | CertificateEncodingException
        | RuntimeException
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError failure) {
      // Its message may hold text out of the package.
      LOG.log(
          Level.INFO,
          LogLine.of("format.signature-unknown")
              .with("failure", failure.getClass().getName())
              .toString());
      return SignatureFacts.without(Verdict.UNKNOWN, present);
    }
  }

  private static boolean isTooCostly(PackageFile file, SigningBlock block) {
    if (block.tooLarge() || OversizeKeys.in(block.bytes())) {
      return true;
    }
    long digestBytes = 0;
    int signatureFiles = 0;
    for (String name : file.names()) {
      if (DIGEST_FILE.matcher(name).matches()) {
        digestBytes += file.claimedSize(name);
        signatureFiles += SIGNATURE_FILE.matcher(name).matches() ? 1 : 0;
      } else if (SIGNATURE_BLOCK.matcher(name).matches()) {
        byte[] bytes = file.readIfSound(name, MAX_SIGNATURE_BLOCK_BYTES).orElse(null);
        if (bytes == null || OversizeKeys.in(bytes)) {
          return true;
        }
      }
    }
    return digestBytes > file.limits().maxDigestBytes() || signatureFiles > MAX_SIGNATURE_FILES;
  }

  /** Android takes a package that declares none as made for the first level; null: a code name. */
  private static @Nullable Integer level(@Nullable String minSdk) {
    if (minSdk == null) {
      return 1;
    }
    return minSdk.matches("-?[0-9]{1,10}")
        ? (Integer) (int) Math.max(1, Math.min(Short.MAX_VALUE, Long.parseLong(minSdk)))
        : null;
  }

  private SignatureFacts check(List<String> present, @Nullable Integer level)
      throws IOException,
          ApkFormatException,
          NoSuchAlgorithmException,
          CertificateEncodingException {
    ApkVerifier.Result result = verify(level);
    if (result.isVerified()) {
      return facts(present, Verdict.VERIFIES, result, null);
    }
    for (int later : LATER_LEVELS) {
      if (level != null && later > level) {
        ApkVerifier.Result there = verify(later);
        if (there.isVerified()) {
          return facts(present, Verdict.INVALID, there, later);
        }
      }
    }
    return SignatureFacts.without(Verdict.INVALID, present);
  }

  private ApkVerifier.Result verify(@Nullable Integer level)
      throws IOException, ApkFormatException, NoSuchAlgorithmException {
    ApkVerifier.Builder builder = new ApkVerifier.Builder(new BoundedSource(file, endNanos));
    if (level != null) {
      builder.setMinCheckedPlatformVersion(level);
    }
    return builder.build().verify();
  }

  private static SignatureFacts facts(
      List<String> present,
      Verdict verdict,
      ApkVerifier.Result result,
      @Nullable Integer verifiesFrom)
      throws NoSuchAlgorithmException, CertificateEncodingException {
    List<String> schemes = new ArrayList<>();
    add(schemes, "v1", result.isVerifiedUsingV1Scheme());
    add(schemes, "v2", result.isVerifiedUsingV2Scheme());
    add(schemes, "v3", result.isVerifiedUsingV3Scheme());
    add(schemes, "v3.1", result.isVerifiedUsingV31Scheme());
    List<String> signers = new ArrayList<>();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (X509Certificate certificate : result.getSignerCertificates()) {
      signers.add(HexFormat.of().formatHex(sha256.digest(certificate.getEncoded())));
    }
    return new SignatureFacts(present, verdict, schemes, signers, verifiesFrom);
  }

  private static void add(List<String> schemes, String scheme, boolean verifies) {
    if (verifies) {
      schemes.add(scheme);
    }
  }
}
