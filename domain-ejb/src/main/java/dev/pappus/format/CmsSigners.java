package dev.pappus.format;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Whose certificates a CMS SignedData comes with (RFC 5652, §5.1). Whether the signature holds is
 * not looked at.
 */
public final class CmsSigners {
  /** Real ones have some 10 KB; the JDK keeps what it parsed for a while. */
  public static final int MAX_BYTES = 64 << 10;

  /** Chains have three or four; each is compared with each. */
  private static final int MAX_CERTIFICATES = 20;

  private CmsSigners() {}

  /**
   * SHA-256 in hex digits of the certificates that issued none of the others: those of signers, as
   * the rest is there to prove them.
   *
   * @return empty if there are none, they cannot be read, or there are more than {@value
   *     #MAX_BYTES} bytes
   */
  public static List<String> sha256(byte[] cms) {
    if (cms.length > MAX_BYTES) {
      return List.of();
    }
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(cms))
          .forEach(certificate -> certificates.add((X509Certificate) certificate));
      if (certificates.size() > MAX_CERTIFICATES) {
        return List.of();
      }
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      List<String> signers = new ArrayList<>();
      for (X509Certificate certificate : certificates) {
        if (!hasIssued(certificate, certificates)) {
          signers.add(HexFormat.of().formatHex(sha256.digest(certificate.getEncoded())));
        }
      }
      return signers;
    } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    } catch (CertificateException | RuntimeException unreadable) {
      return List.of();
    }
  }

  private static boolean hasIssued(X509Certificate issuer, List<X509Certificate> certificates) {
    return certificates.stream()
        .anyMatch(
            other ->
                !other.equals(issuer)
                    && other.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()));
  }
}
