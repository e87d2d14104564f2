package dev.pappus.format.ipa;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import dev.pappus.format.ZipFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A small iOS package in memory. */
public final class IpaFixture {
  /** When {@link #format()} reads. */
  public static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private static final String FOLDER = "Payload/Fixture.app/";

  private final NSDictionary plist = new NSDictionary();
  private final ZipFixture zip = new ZipFixture();
  private boolean xml;

  private IpaFixture(String bundleId) {
    plist.put("CFBundleIdentifier", bundleId);
    plist.put("CFBundleName", "Fixture");
    version("1.0");
    versionCode("1");
    minimumOs("15.0");
    plist.put("UIDeviceFamily", new NSArray(new NSNumber(1), new NSNumber(2)));
  }

  /** The format at a time that does not pass. */
  public static IpaFormat format() {
    IpaFormat format = new IpaFormat();
    format.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return format;
  }

  public static IpaFixture app(String bundleId) {
    return new IpaFixture(bundleId);
  }

  public IpaFixture name(String name) {
    return value("CFBundleDisplayName", new NSString(name));
  }

  public IpaFixture version(String version) {
    return value("CFBundleShortVersionString", new NSString(version));
  }

  public IpaFixture versionCode(String build) {
    return value("CFBundleVersion", new NSString(build));
  }

  public IpaFixture minimumOs(String version) {
    return value("MinimumOSVersion", new NSString(version));
  }

  /** An icon of 60 points at double size. */
  public IpaFixture icon(byte[] png) {
    return icon("AppIcon60x60@2x.png", png);
  }

  public IpaFixture icon(String fileName, byte[] png) {
    NSDictionary primary = new NSDictionary();
    primary.put("CFBundleIconFiles", new NSArray(new NSString("AppIcon60x60")));
    NSDictionary icons = new NSDictionary();
    icons.put("CFBundlePrimaryIcon", primary);
    zip.entry(FOLDER + fileName, png);
    return value("CFBundleIcons", icons);
  }

  public IpaFixture profile(byte[] profile) {
    return entry(FOLDER + "embedded.mobileprovision", profile);
  }

  /** The texts of one language. */
  public IpaFixture strings(String language, String text) {
    return entry(
        FOLDER + language + ".lproj/InfoPlist.strings", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Any other key of Info.plist. */
  IpaFixture value(String key, NSObject value) {
    plist.put(key, value);
    return this;
  }

  IpaFixture without(String key) {
    plist.remove(key);
    return this;
  }

  /** Info.plist as XML, not binary. */
  public IpaFixture asXml() {
    xml = true;
    return this;
  }

  /** Any other entry. */
  public IpaFixture entry(String name, byte[] bytes) {
    zip.entry(name, bytes);
    return this;
  }

  /** The archive, to be made hostile. */
  public ZipFixture zip() {
    try {
      zip.entry(
          FOLDER + "Info.plist",
          xml
              ? plist.toXMLPropertyList().getBytes(StandardCharsets.UTF_8)
              : BinaryPropertyListWriter.writeToArray(plist));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return zip;
  }

  public byte[] bytes() {
    return zip().bytes();
  }

  public Path writeTo(Path path) {
    try {
      return Files.write(path, bytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
