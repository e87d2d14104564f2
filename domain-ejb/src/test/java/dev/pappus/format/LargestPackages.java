package dev.pappus.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pappus.format.aab.AabFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.apk.SignerFixture;
import dev.pappus.format.hap.HapFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Packages whose parts are each as large as the default limits allow, and made to take as much
 * memory as they can; the benchmark of inspections reads them in a small heap.
 */
public final class LargestPackages {
  private static byte[] moduleOf(String moduleJson) {
    return HapFixture.module(ID)
        .zip()
        .without("module.json")
        .entry("module.json", moduleJson.getBytes(UTF_8))
        .bytes();
  }

  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();
  private static final String ID = "org.example.demo";
  private static final int ICON_SIDE = 2048;
  private static final int LANGUAGES = 60;

  private final Path folder;

  private LargestPackages(Path folder) {
    this.folder = folder;
  }

  /** Writes all of them into a folder. */
  public static void writeTo(Path folder) throws Exception {
    LargestPackages packages = new LargestPackages(folder);
    packages.pictures();
    packages.descriptions();
    packages.tables();
    packages.directories();
    packages.signatures();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void pictures() throws IOException {
    write("icon-png-2048.apk", withIcon("res/icon.png", picture(BufferedImage.TYPE_INT_ARGB)));
    write(
        "icon-png-grey-16.apk", withIcon("res/icon.png", picture(BufferedImage.TYPE_USHORT_GRAY)));
    write(
        "icon-cgbi-2048.ipa",
        IpaFixture.app(ID)
            .icon(IconFixture.cgbi(ICON_SIDE, new java.awt.Color(9, 8, 7, 99)))
            .bytes());
    write(
        "icon-webp-65536-codes.apk", withIcon("res/icon.webp", WebPFixture.withGroups(64, 65_536)));
    write(
        "icon-webp-5000-codes.apk",
        withIcon("res/icon.webp", WebPFixture.withGroups(ICON_SIDE, 5000)));
    write(
        "icon-webp-transforms.apk",
        withIcon("res/icon.webp", WebPFixture.withTransforms(ICON_SIDE, 20_000)));
    write("icon-webp-2048.apk", withIcon("res/icon.webp", WebPFixture.red(ICON_SIDE)));
    ApkFixture many = ApkFixture.app(ID);
    byte[] noise = noise(LIMITS.maxIconBytes());
    byte[] png =
        Arrays.copyOf(IconFixture.png(ICON_SIDE, java.awt.Color.RED), LIMITS.maxIconBytes());
    for (int i = 0; i < LIMITS.maxIconFiles(); i++) {
      many.icon(100 + i, "res/icon" + i + ".png", i % 2 == 0 ? png : noise);
    }
    write("icons-60.apk", many.bytes());
  }

  private static byte[] withIcon(String path, byte[] icon) {
    return ApkFixture.app(ID).icon(160, path, icon).bytes();
  }

  private static byte[] picture(int type) throws IOException {
    BufferedImage image = new BufferedImage(ICON_SIDE, ICON_SIDE, type);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private void descriptions() throws IOException {
    int most = LIMITS.maxDescriptionBytes();
    IpaFixture texts = IpaFixture.app(ID);
    IpaFixture lists = IpaFixture.app(ID);
    IpaFixture binary = IpaFixture.app(ID);
    for (int i = 0; i < LANGUAGES; i++) {
      String language = "" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
      texts.strings(language, numbered("k", "=\"v\";", most));
      lists.strings(language, plist(numbered("<key>k", "</key><true/>", most - 300)));
      binary.entry(
          "Payload/Fixture.app/" + language + ".lproj/InfoPlist.strings", binaryList(most));
    }
    write("strings-60-texts.ipa", texts.bytes());
    write("strings-60-xml.ipa", lists.bytes());
    write("strings-60-binary.ipa", binary.bytes());
    write(
        "info-xml.ipa",
        infoPlist(plist(repeated("<key>k</key><array><a/></array>", most - 300)).getBytes(UTF_8)));
    write("info-binary.ipa", infoPlist(binaryList(most)));
    write(
        "profile.ipa",
        IpaFixture.app(ID)
            .profile(
                ProfileFixture.wrapped(
                    ProfileFixture.tagged(
                        0x04,
                        plist(
                                repeated(
                                    "<key>ProvisionedDevices</key><array><string>a</string></array>",
                                    most - 600))
                            .getBytes(UTF_8))))
            .bytes());
    write(
        "module-json.hap",
        moduleOf(
            "{\"app\":{\"bundleName\":\""
                + ID
                + "\",\"versionCode\":1,\"x\":["
                + repeated("[],", most - 200)
                + "0]}}"));
    write(
        "module-json-keys.hap",
        moduleOf(
            "{\"app\":{\"bundleName\":\""
                + ID
                + "\",\"versionCode\":1},\"x\":{"
                + numbered("\"", "\":{},", most - 200)
                + "\"~\":0}}"));
    write(
        "manifest.msix",
        new ZipFixture()
            .entry(
                "AppxManifest.xml",
                ("<Package>"
                        + repeated("<a b='c'/>", most - 300)
                        + "<Identity Name='Example.Demo' Version='1.0.0.0'/></Package>")
                    .getBytes(UTF_8))
            .bytes());
  }

  private static byte[] infoPlist(byte[] list) {
    String name = "Payload/Fixture.app/Info.plist";
    return IpaFixture.app(ID).zip().without(name).entry(name, list).bytes();
  }

  private static String plist(String members) {
    return "<plist version=\"1.0\"><dict><key>CFBundleIdentifier</key><string>"
        + ID
        + "</string><key>CFBundleVersion</key><string>1</string>"
        + members
        + "</dict></plist>";
  }

  private static String repeated(String text, int bytes) {
    return text.repeat(bytes / text.length());
  }

  private static String numbered(String before, String after, int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < bytes - before.length() - after.length() - 10; i++) {
      text.append(before).append(Integer.toString(i, 36)).append(after);
    }
    return text.toString();
  }

  /** A list of as many lists of nothing as fit. */
  private static byte[] binaryList(int bytes) {
    int lists = (bytes - 100) / 7;
    ByteBuffer file = ByteBuffer.allocate(bytes);
    file.put("bplist00".getBytes(US_ASCII))
        .put((byte) 0xd1)
        .put(new byte[] {0, 0, 1})
        .put(new byte[] {0, 0, 2});
    int key = file.position();
    file.put((byte) 0x51).put((byte) 'k');
    int list = file.position();
    file.put((byte) 0xaf).put((byte) 0x12).putInt(lists);
    for (int i = 0; i < lists; i++) {
      file.put((byte) ((i + 3) >> 16)).putShort((short) (i + 3));
    }
    int first = file.position();
    for (int i = 0; i < lists; i++) {
      file.put((byte) 0xa0);
    }
    int offsets = file.position();
    for (int i = 0; i < lists + 3; i++) {
      int at = i == 0 ? 8 : i == 1 ? key : i == 2 ? list : first + i - 3;
      file.put((byte) (at >> 16)).putShort((short) at);
    }
    file.position(file.position() + 6);
    file.put((byte) 3).put((byte) 3).putLong(lists + 3).putLong(0).putLong(offsets);
    return Arrays.copyOf(file.array(), file.position());
  }

  private void tables() throws IOException {
    int most = LIMITS.maxResourcesBytes();
    ApkFixture apk = ApkFixture.app(ID).name("Demo");
    write(
        "manifest.apk",
        apk.zip()
            .without("AndroidManifest.xml")
            .entry("AndroidManifest.xml", androidManifest(LIMITS.maxManifestBytes()))
            .bytes());
    write(
        "resources.apk",
        ApkFixture.app(ID)
            .name("Demo")
            .zip()
            .without("resources.arsc")
            .entry("resources.arsc", resources(most))
            .bytes());
    byte[] proto = new byte[most];
    ByteBuffer.wrap(proto)
        .put((byte) 0x7a)
        .put((byte) 0xfb)
        .put((byte) 0xff)
        .put((byte) 0xff)
        .put((byte) 0x1f);
    write(
        "resources.aab",
        AabFixture.bundle(ID)
            .version("1")
            .versionCode(1)
            .name("Demo")
            .zip()
            .without("base/resources.pb")
            .entry("base/resources.pb", proto)
            .bytes());
    byte[] index = new byte[most];
    System.arraycopy("Restool 5".getBytes(US_ASCII), 0, index, 0, 9);
    ZipFixture module =
        HapFixture.module(ID)
            .name("Demo")
            .zip()
            .without("resources.index")
            .entry("resources.index", index);
    write("resources.hap", module.bytes());
    write(
        "bundle-of-packed-module.app",
        new ZipFixture()
            .entry("pack.info", packInfo())
            .entry("entry.hap", grown(module, most))
            .bytes());
  }

  private static byte[] packInfo() {
    return ("{\"summary\":{\"app\":{\"bundleName\":\""
            + ID
            + "\",\"version\":{\"code\":1000000,\"name\":\"1.0.0\"}},\"modules\":[]},\"packages\":[{\"name\":\"entry\",\"moduleType\":\"entry\"}]}")
        .getBytes(UTF_8);
  }

  /** The archive with so much before its directory that it has this length. */
  private static byte[] grown(ZipFixture zip, int length) {
    return zip.withBytesBeforeDirectory(new byte[length - zip.bytes().length]).bytes();
  }

  /** One element after the other, each with as many attributes as it may have. */
  private static byte[] androidManifest(int bytes) {
    byte[] small = ApkFixture.app(ID).manifestBytes();
    ByteBuffer manifest = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // the end of the last element is two chunks of 24 bytes before the end
    manifest.put(small, 0, small.length - 48);
    while (manifest.remaining() > 65_535 * 20 + 100) {
      element(manifest, 65_535);
    }
    while (manifest.remaining() > 100) {
      element(manifest, 0);
    }
    return Arrays.copyOf(manifest.array(), manifest.position());
  }

  private static void element(ByteBuffer manifest, int attributes) {
    int size = 36 + attributes * 20;
    manifest.putShort((short) 0x0102).putShort((short) 16).putInt(size).putLong(0);
    manifest.putInt(-1).putInt(0).putShort((short) 20).putShort((short) 20);
    manifest.putShort((short) attributes).putShort((short) 0).putInt(0);
    manifest.position(manifest.position() + attributes * 20);
  }

  /** As many types as may be, of one resource, then nothing up to the end. */
  private static byte[] resources(int bytes) {
    ByteBuffer table = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putShort((short) 2).putShort((short) 12).putInt(bytes).putInt(1);
    table
        .putShort((short) 1)
        .putShort((short) 28)
        .putInt(28)
        .putInt(0)
        .putInt(0)
        .putInt(0)
        .putInt(28)
        .putInt(0);
    int packageStart = table.position();
    table.putShort((short) 0x200).putShort((short) 12).putInt(bytes - packageStart).putInt(0x7f);
    int types = 65_000;
    for (int i = 0; i < types; i++) {
      table
          .putShort((short) 0x201)
          .putShort((short) 52)
          .putInt(72)
          .putInt(1 + i % 200)
          .putInt(1)
          .putInt(56)
          .putInt(32);
      table.position(table.position() + 28);
      table
          .putInt(0)
          .putShort((short) 8)
          .putShort((short) 0)
          .putInt(0)
          .putShort((short) 8)
          .putShort((short) 0x1000)
          .putInt(i);
    }
    table.putShort((short) 0x7777).putShort((short) 8).putInt(bytes - table.position() + 4);
    return table.array();
  }

  private void directories() throws Exception {
    int most = LIMITS.maxDirectoryBytes() / LIMITS.maxEntries() - 47;
    write("directory.apk", withEntries(most, "_").bytes());
    write("directory-wide.apk", withEntries(most / 3, "\u6f14").bytes());
    write("directory-signed.apk", signed(withEntries(most, "_")));
    // as long as it may be for a signature to be checked
    write("directory-signed-taken.apk", signed(withEntries(128 - 47, "_")));
  }

  /** As many entries as may be, three of them not made yet. */
  private static ZipFixture withEntries(int nameLength, String letter) {
    ZipFixture zip = ApkFixture.app(ID).zip();
    for (int i = 0; i < LIMITS.maxEntries() - 5; i++) {
      String number = Integer.toString(i, 36);
      zip.add(letter.repeat(nameLength - number.length()) + number, new byte[0]);
    }
    return zip;
  }

  private static byte[] signed(ZipFixture zip) throws Exception {
    return signed(zip, "");
  }

  /** With a signature that nobody made, and this list of digests. */
  private static byte[] signed(ZipFixture zip, String sections) throws Exception {
    return zip.entry(
            "META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\r\n\r\n" + sections).getBytes(US_ASCII))
        .entry("META-INF/A.SF", new byte[1])
        .entry("META-INF/A.EC", new SignerFixture().cms())
        .bytes();
  }

  private void signatures() throws Exception {
    int most = (int) LIMITS.maxDigestBytes();
    write("digests.apk", withDigests(numbered("Name: ", "\n\n", most - 100)));
    write("digests-attributes.apk", withDigests(numbered("", ": \n", most - 100)));
    // as many lines as are taken, short ones and long
    int lines = 299_000;
    write("digests-taken.apk", withDigests(lines(lines / 2, "\n\n")));
    write("digests-attributes-taken.apk", withDigests(lines(lines, "\n")));
    String value = "x".repeat(most / lines * 2 - 20);
    write("digests-long-taken.apk", withDigests(lines(lines / 2, value + "\n\n")));
    write(
        "stamp.apk",
        new SignerFixture()
            .sign(
                ApkFixture.app(ID)
                    .minSdk(24)
                    .entry("stamp-cert-sha256", new byte[250 << 20])
                    .bytes()));
    byte[] block = new byte[LIMITS.maxSigningBlockBytes() - 100];
    write(
        "signing-block.apk",
        ApkFixture.app(ID).zip().withBytesBeforeDirectory(signingBlock(block)).bytes());
  }

  private static byte[] withDigests(String sections) throws Exception {
    return signed(ApkFixture.app(ID).zip(), sections);
  }

  private static String lines(int count, String after) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("Name: ").append(Integer.toString(i, 36)).append(after);
    }
    return lines.toString();
  }

  private static byte[] signingBlock(byte[] value) {
    long length = 12L + value.length + 24;
    return ByteBuffer.allocate((int) length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .putLong(4L + value.length)
        .putInt(0x7109871a)
        .putInt(value.length - 4)
        .put(value, 4, value.length - 4)
        .putLong(length)
        .put("APK Sig Block 42".getBytes(US_ASCII))
        .array();
  }
}
