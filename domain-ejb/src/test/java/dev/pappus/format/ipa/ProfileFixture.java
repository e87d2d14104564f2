package dev.pappus.format.ipa;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** A provisioning profile in memory, wrapped as a CMS SignedData that nobody signed. */
public final class ProfileFixture {
  private static final byte[] DATA = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, -9, 13, 1, 7, 1};

  private final NSDictionary plist = new NSDictionary();
  private final NSDictionary entitlements = new NSDictionary();

  private ProfileFixture() {
    plist.put("Name", "Fixture profile");
    plist.put("TeamName", "Example");
    plist.put("TeamIdentifier", new NSArray(new NSString("EXAMPLE001")));
    plist.put("Platform", new NSArray(new NSString("iOS")));
    entitlement("application-identifier", new NSString("EXAMPLE001.com.example.app"));
    entitlement("get-task-allow", new NSNumber(false));
    expires(Instant.parse("2027-06-30T12:00:00Z"));
  }

  /** For the store: no devices, no debugger. */
  public static ProfileFixture forTheStore() {
    return new ProfileFixture();
  }

  public ProfileFixture devices(String... ids) {
    return value(
        "ProvisionedDevices",
        new NSArray(Arrays.stream(ids).map(NSString::new).toArray(NSObject[]::new)));
  }

  public ProfileFixture expires(Instant time) {
    return value("ExpirationDate", new NSDate(Date.from(time)));
  }

  ProfileFixture debugged() {
    return entitlement("get-task-allow", new NSNumber(true));
  }

  public ProfileFixture onAllDevices() {
    return value("ProvisionsAllDevices", new NSNumber(true));
  }

  ProfileFixture forTheMac() {
    return value("Platform", new NSArray(new NSString("OSX")));
  }

  ProfileFixture entitlement(String name, NSObject value) {
    entitlements.put(name, value);
    return this;
  }

  ProfileFixture value(String key, NSObject value) {
    plist.put(key, value);
    return this;
  }

  ProfileFixture without(String key) {
    plist.remove(key);
    return this;
  }

  byte[] xml() {
    return finished().toXMLPropertyList().getBytes(StandardCharsets.UTF_8);
  }

  byte[] binary() {
    try {
      return BinaryPropertyListWriter.writeToArray(finished());
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /** A binary property list of one object, which is said to lie 4 GiB behind its beginning. */
  static byte[] withAFalseOffset(byte[] binary) {
    byte[] broken = binary.clone();
    ByteBuffer trailer = ByteBuffer.wrap(broken, broken.length - 32, 32).slice();
    trailer.put(6, (byte) 4).putLong(8, 1).putLong(16, 0);
    Arrays.fill(broken, (int) trailer.getLong(24), broken.length - 32, (byte) 0xff);
    return broken;
  }

  private NSDictionary finished() {
    if (!entitlements.isEmpty()) {
      plist.put("Entitlements", entitlements);
    }
    return plist;
  }

  ProfileFixture withoutEntitlements() {
    entitlements.clear();
    return this;
  }

  public byte[] bytes() {
    return wrapped(tagged(0x04, xml()));
  }

  /** As a tool writes it that does not know the length before: X.690, §8.1.3.6. */
  byte[] streamed() {
    byte[] xml = xml();
    byte[] parts =
        joined(
            tagged(0x04, Arrays.copyOf(xml, 100)),
            tagged(0x04, Arrays.copyOfRange(xml, 100, xml.length)));
    return indefinite(
        0x30,
        joined(
            signedData(),
            indefinite(
                0xa0,
                indefinite(
                    0x30,
                    joined(
                        versionAndAlgorithms(),
                        indefinite(
                            0x30, joined(DATA, indefinite(0xa0, indefinite(0x24, parts)))))))));
  }

  /** A SignedData around a content, whatever that is. */
  public static byte[] wrapped(byte[] content) {
    byte[] encapsulated = tagged(0x30, joined(DATA, tagged(0xa0, content)));
    byte[] signers = tagged(0x31, new byte[0]);
    byte[] signed = tagged(0x30, joined(versionAndAlgorithms(), encapsulated, signers));
    return tagged(0x30, joined(signedData(), tagged(0xa0, signed)));
  }

  private static byte[] signedData() {
    byte[] identifier = DATA.clone();
    identifier[identifier.length - 1] = 2;
    return identifier;
  }

  private static byte[] versionAndAlgorithms() {
    return joined(tagged(0x02, new byte[] {1}), tagged(0x31, new byte[0]));
  }

  public static byte[] tagged(int tag, byte[] content) {
    int length = content.length;
    byte[] header =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {
              (byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length
            };
    return joined(header, content);
  }

  private static byte[] indefinite(int tag, byte[] content) {
    return joined(new byte[] {(byte) tag, (byte) 0x80}, content, new byte[2]);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
