package dev.pappus.format.apk;

import com.android.apksig.ApkVerifier;
import com.android.apksig.apk.ApkFormatException;
import com.android.apksig.apk.ApkUtils;
import com.android.apksig.internal.asn1.Asn1BerParser;
import com.android.apksig.internal.asn1.Asn1DecodingException;
import com.android.apksig.internal.pkcs7.ContentInfo;
import com.android.apksig.internal.pkcs7.Pkcs7Constants;
import com.android.apksig.internal.pkcs7.SignedData;
import com.android.apksig.zip.ZipFormatException;
import dev.pappus.format.PackageFile;
import dev.pappus.format.apk.SignatureFacts.Verdict;
import dev.pappus.shared.log.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of a package with Android's own library, on the API levels that the package
 * wants to run on. The library sees only files that our reader took; what could cost it much is
 * left alone, and whatever happens within it, the package is taken and its signature unknown.
 */
final class SignatureCheck {
  private static final Logger LOG = System.getLogger(SignatureCheck.class.getName());

  private static final String FOLDER = "META-INF/";
  private static final String DIGESTS = FOLDER + "MANIFEST.MF";

  /** Where a source stamp is, the library reads this entry whole; it holds one SHA-256. */
  private static final String STAMP = "stamp-cert-sha256";

  private static final int MAX_SIGNATURE_FILES = 10;
  private static final int MAX_SIGNATURE_BLOCK_BYTES = 64 << 10;

  /**
   * Of the archive's directory and of all lists of digests: for each line and each entry the
   * library makes objects of some hundred bytes. Enough for fifty thousand files in two lists.
   */
  private static final int MAX_DIRECTORY_BYTES = 8 << 20;

  private static final int MAX_DIGEST_LINES = 300_000;

  /** Shorter lists have not as many lines. */
  private static final int UNCOUNTED_BYTES = 300_000;

  /** From here on Android looks at v1 only where it finds no other signature. */
  private static final int FIRST_LATER_LEVEL = 24;

  /** Levels at which Android began to look at v2, v3, v3.1. */
  private static final List<Integer> LATER_LEVELS = List.of(FIRST_LATER_LEVEL, 28, 33);

  private final PackageFile file;
  private final BooleanSupplier outOfTime;

  private SignatureCheck(PackageFile file, LongSupplier nanoTime) {
    this.file = file;
    // half of the time: a package whose signature takes too long is still to be taken
    long end = nanoTime.getAsLong() + file.limits().timeFor(file.length()).toNanos() / 2;
    this.outOfTime = () -> nanoTime.getAsLong() - end > 0;
  }

  /**
   * Checks a package.
   *
   * @param minSdk as the manifest declares it
   * @throws UncheckedIOException if our own disk fails
   */
  static SignatureFacts of(PackageFile file, @Nullable String minSdk) {
    return of(file, minSdk, System::nanoTime);
  }

  static SignatureFacts of(PackageFile file, @Nullable String minSdk, LongSupplier nanoTime) {
    SigningBlock block = SigningBlock.of(file);
    List<String> present = new ArrayList<>();
    if (file.names().stream().anyMatch(SignatureCheck::isSignatureFile)) {
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
      return new SignatureCheck(file, nanoTime).check(present, level(minSdk));
    } catch (UncheckedIOException ownDisk) {
      throw ownDisk;
    } catch (IOException
        | ApkFormatException
        | ZipFormatException
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

  /** As the library knows them: in folders below that one as well. */
  private static boolean isSignatureFile(String name) {
    return name.startsWith(FOLDER) && name.endsWith(".SF");
  }

  private static boolean isSignatureBlock(String name) {
    return name.startsWith(FOLDER)
        && (name.endsWith(".RSA") || name.endsWith(".DSA") || name.endsWith(".EC"));
  }

  private static boolean isTooCostly(PackageFile file, SigningBlock block) {
    if (block.tooLarge()
        || OversizeKeys.in(block.bytes())
        || file.claimedSize(STAMP) > MAX_SIGNATURE_BLOCK_BYTES
        || file.length() - file.directoryOffset() > MAX_DIRECTORY_BYTES) {
      return true;
    }
    long digestBytes = 0;
    int signatureFiles = 0;
    for (String name : file.names()) {
      if (name.equals(DIGESTS) || isSignatureFile(name)) {
        digestBytes += file.claimedSize(name);
        signatureFiles += name.equals(DIGESTS) ? 0 : 1;
      } else if (isSignatureBlock(name)) {
        byte[] bytes = file.readIfSound(name, MAX_SIGNATURE_BLOCK_BYTES).orElse(null);
        if (bytes == null || OversizeKeys.in(bytes)) {
          return true;
        }
      }
    }
    return digestBytes > file.limits().maxDigestBytes()
        || signatureFiles > MAX_SIGNATURE_FILES
        || (digestBytes > UNCOUNTED_BYTES && digestLines(file) > MAX_DIGEST_LINES);
  }

  private static long digestLines(PackageFile file) {
    long lines = 0;
    for (String name : file.names()) {
      if (name.equals(DIGESTS) || isSignatureFile(name)) {
        int most = (int) Math.min(Integer.MAX_VALUE, file.limits().maxDigestBytes());
        byte before = 0;
        for (byte next : file.readIfSound(name, most).orElse(new byte[0])) {
          boolean ends = next == '\r' || (next == '\n' && before != '\r');
          lines += ends ? 1 : 0;
          before = next;
        }
      }
    }
    return lines;
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
          ZipFormatException,
          NoSuchAlgorithmException,
          CertificateEncodingException {
    if (!librarySeesTheSameEntries()) {
      return SignatureFacts.without(Verdict.UNKNOWN, present);
    }
    boolean v1Readable = isV1Readable();
    if (v1Readable || (hasLater(present) && level != null && level >= FIRST_LATER_LEVEL)) {
      ApkVerifier.Result result = verify(level);
      if (result.isVerified()) {
        return facts(present, Verdict.VERIFIES, result, null);
      }
    }
    for (int later : LATER_LEVELS) {
      if (level != null && later > level && (v1Readable || hasLater(present))) {
        ApkVerifier.Result there = verify(later);
        if (there.isVerified()) {
          return facts(present, Verdict.INVALID, there, later);
        }
      }
    }
    return SignatureFacts.without(Verdict.INVALID, present);
  }

  /**
   * The library reads the archive's directory itself. It must be the one that our reader found, or
   * it would judge other files than those the facts are of: it passes over ZIP64 records.
   */
  private boolean librarySeesTheSameEntries() throws IOException, ZipFormatException {
    ApkUtils.ZipSections seen = ApkUtils.findZipSections(new BoundedSource(file, outOfTime));
    return seen.getZipCentralDirectoryOffset() == file.directoryOffset()
        && seen.getZipCentralDirectoryRecordCount() == file.names().size()
        && seen.getZipCentralDirectoryOffset() + seen.getZipCentralDirectorySizeBytes()
            == seen.getZipEndOfCentralDirectoryOffset();
  }

  /** Schemes that make Android, and the library, pass over v1. */
  private static boolean hasLater(List<String> present) {
    return present.contains("v2") || present.contains("v3");
  }

  /**
   * Whether the library can parse all blocks of scheme v1. One that it cannot makes v1 invalid and
   * is not shown to it, as it would print what is wrong to the server's standard error.
   */
  private boolean isV1Readable() {
    for (String name : file.names()) {
      // one without its list of digests is passed over
      if (isSignatureBlock(name)
          && file.has(name.substring(0, name.lastIndexOf('.')) + ".SF")
          && !file.readIfSound(name, MAX_SIGNATURE_BLOCK_BYTES)
              .map(SignatureCheck::isSignedData)
              .orElse(true)) {
        return false;
      }
    }
    return true;
  }

  /** The library's own steps. */
  private static boolean isSignedData(byte[] block) {
    try {
      ContentInfo content = Asn1BerParser.parse(ByteBuffer.wrap(block), ContentInfo.class);
      if (!Pkcs7Constants.OID_SIGNED_DATA.equals(content.contentType)) {
        return false;
      }
      Asn1BerParser.parse(content.content.getEncoded(), SignedData.class);
      return true;
    } catch (Asn1DecodingException malformed) {
      return false;
    }
  }

  private ApkVerifier.Result verify(@Nullable Integer level)
      throws IOException, ApkFormatException, NoSuchAlgorithmException {
    ApkVerifier.Builder builder = new ApkVerifier.Builder(new BoundedSource(file, outOfTime));
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
