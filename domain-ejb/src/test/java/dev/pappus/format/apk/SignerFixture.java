package dev.pappus.format.apk;

import com.android.apksig.ApkSigner;
import com.android.apksig.KeyConfig;
import com.android.apksig.util.DataSinks;
import com.android.apksig.util.DataSources;
import com.android.apksig.util.ReadableDataSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** Signs packages in memory with a key and a certificate of its own. */
public final class SignerFixture {
  private static final byte[] ECDSA_WITH_SHA256 =
      der(0x30, der(0x06, HexFormat.of().parseHex("2a8648ce3d040302")));

  private final KeyPair keys;
  private final X509Certificate certificate;

  public SignerFixture() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    keys = generator.generateKeyPair();
    certificate = selfSigned();
  }

  /** The certificate's SHA-256 in hex digits. */
  public String sha256() throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  /** A CMS SignedData that comes with the certificate, and with no signature. */
  public byte[] cms() throws Exception {
    byte[] data = der(0x06, HexFormat.of().parseHex("2a864886f70d010701"));
    byte[] signedData = der(0x06, HexFormat.of().parseHex("2a864886f70d010702"));
    byte[] content =
        der(
            0x30,
            der(0x02, new byte[] {1}),
            der(0x31),
            der(0x30, data),
            der(0xa0, certificate.getEncoded()),
            der(0x31));
    return der(0x30, signedData, der(0xa0, content));
  }

  /** The package signed by schemes v1 to v3. */
  public byte[] sign(byte[] apk) throws Exception {
    ReadableDataSink signed = DataSinks.newInMemoryDataSink();
    ApkSigner.SignerConfig signer =
        new ApkSigner.SignerConfig.Builder(
                "demo", new KeyConfig.Jca(keys.getPrivate()), List.of(certificate))
            .build();
    new ApkSigner.Builder(List.of(signer))
        .setInputApk(DataSources.asDataSource(ByteBuffer.wrap(apk)))
        .setOutputApk(signed)
        .setMinSdkVersion(21)
        .setV1SigningEnabled(true)
        .setV2SigningEnabled(true)
        .setV3SigningEnabled(true)
        .setAlignFileSize(false)
        .build()
        .sign();
    byte[] bytes = new byte[(int) signed.size()];
    signed.copyTo(0, bytes.length, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** RFC 5280, 4.1: the least that makes a certificate. */
  private X509Certificate selfSigned() throws Exception {
    byte[] commonName = der(0x30, der(0x06, HexFormat.of().parseHex("550403")), utf8("demo"));
    byte[] name = der(0x30, der(0x31, commonName));
    byte[] validity = der(0x30, time("20200101000000Z"), time("20500101000000Z"));
    byte[] toBeSigned =
        der(
            0x30,
            der(0x02, new byte[] {1}),
            ECDSA_WITH_SHA256,
            name,
            validity,
            name,
            keys.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    byte[] whole =
        der(0x30, toBeSigned, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] utf8(String text) {
    return der(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] time(String text) {
    return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (body.size() >= 0x80) {
      out.write(0x82);
      out.write(body.size() >>> 8);
    }
    out.write(body.size() & 0xff);
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }
}
