package dev.pappus.format.hap;

import dev.pappus.format.ZipFixture;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A small HarmonyOS module in memory. */
public final class HapFixture {
  /** When {@link #format()} reads. */
  static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private static final long ICON_ID = 0x01000001;

  private final JsonObjectBuilder app = Json.createObjectBuilder();
  private final JsonObjectBuilder module = Json.createObjectBuilder();
  private final ZipFixture zip = new ZipFixture();
  private final IndexFixture index = new IndexFixture();
  private final String bundleName;
  private boolean secondLayout;

  private HapFixture(String bundleName) {
    this.bundleName = bundleName;
    app.add("bundleName", bundleName)
        .add("versionName", "1.0.0")
        .add("versionCode", 1000000)
        .add("minAPIVersion", 50000012)
        .add("targetAPIVersion", 50001013)
        .add("debug", true);
    module
        .add("name", "entry")
        .add("type", "entry")
        .add("deviceTypes", Json.createArrayBuilder().add("phone").add("tablet"));
  }

  /** The format at a time that does not pass. */
  public static HapFormat format() {
    HapFormat format = new HapFormat();
    format.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return format;
  }

  public static HapFixture module(String bundleName) {
    return new HapFixture(bundleName);
  }

  /** A label by reference. */
  public HapFixture name(String label) {
    index.base(IndexFixture.NAME_ID, "app_name", label);
    app.add("labelId", IndexFixture.NAME_ID);
    return label("$string:app_name");
  }

  /** The label in one language only. */
  HapFixture nameIn(int language, String label) {
    index.localised(language, IndexFixture.NAME_ID, "app_name", label);
    return this;
  }

  /** The label as it is written. */
  HapFixture label(String label) {
    app.add("label", label);
    return this;
  }

  public HapFixture version(String name) {
    app.add("versionName", name);
    return this;
  }

  public HapFixture versionCode(long code) {
    app.add("versionCode", code);
    return this;
  }

  /** An icon that is one picture. */
  public HapFixture icon(byte[] png) {
    zip.entry("resources/base/media/app_icon.png", png);
    index.base(ICON_ID, "app_icon", "entry/resources/base/media/app_icon.png");
    app.add("iconId", ICON_ID).add("icon", "$media:app_icon");
    return this;
  }

  /** An icon of two pictures, one before the other. */
  HapFixture layeredIcon(byte[] background, byte[] foreground) {
    zip.entry("resources/base/media/background.png", background)
        .entry("resources/base/media/foreground.png", foreground)
        .entry(
            "resources/base/media/layered_image.json",
            bytes(
                "{\"layered-image\":{\"background\":\"$media:16777226\","
                    + "\"foreground\":\"$media:16777227\"}}"));
    index.base(16777226, "background", "entry/resources/base/media/background.png");
    index.base(16777227, "foreground", "entry/resources/base/media/foreground.png");
    index.base(ICON_ID, "layered_image", "entry/resources/base/media/layered_image.json");
    app.add("iconId", ICON_ID).add("icon", "$media:layered_image");
    return this;
  }

  HapFixture permissions(String... names) {
    JsonArrayBuilder permissions = Json.createArrayBuilder();
    List.of(names).forEach(name -> permissions.add(Json.createObjectBuilder().add("name", name)));
    module.add("requestPermissions", permissions);
    return this;
  }

  /** The resource table as the tools of API 20 write it. */
  HapFixture secondLayout() {
    secondLayout = true;
    return this;
  }

  HapFixture without(String memberOfApp) {
    app.remove(memberOfApp);
    return this;
  }

  HapFixture entry(String name, byte[] bytes) {
    zip.entry(name, bytes);
    return this;
  }

  /** A {@code pack.info} that names an app. */
  static byte[] packInfo(String bundleName, int versionCode) {
    return bytes(
        """
        {"summary":{"app":{"bundleName":"%s","version":{"code":%d,"name":"2.0"}},
         "modules":[
          {"deviceType":["tv"],"distro":{"moduleType":"feature","moduleName":"extra"}},
          {"mainAbility":"Main","deviceType":["phone"],
           "abilities":[{"name":"Other","label":"Other"},{"name":"Main","label":"Demo"}],
           "distro":{"moduleType":"entry","moduleName":"entry"},
           "apiVersion":{"compatible":12,"target":13}}]},
         "packages":[{"name":"extra-default","moduleType":"feature"},
          {"name":"entry-default","moduleType":"entry"}]}
        """
            .formatted(bundleName, versionCode));
  }

  /** The archive with a signing block of these two parts. */
  byte[] signed(byte[] signature, byte[] profile) {
    return zip().withBytesBeforeDirectory(signingBlock(signature, profile)).bytes();
  }

  /** A signing block as the signing tool writes it. */
  static byte[] signingBlock(byte[] signature, byte[] profile) {
    int length = 24 + signature.length + profile.length + 32;
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x20000002)
        .putInt(profile.length)
        .putInt(24)
        .putInt(0x20000000)
        .putInt(signature.length)
        .putInt(24 + profile.length)
        .put(profile)
        .put(signature)
        .putInt(2)
        .putLong(length)
        .put(bytes("<hap sign block>"))
        .putInt(3)
        .array();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The archive, to be made hostile. */
  public ZipFixture zip() {
    return zip.entry(
            "module.json",
            bytes(Json.createObjectBuilder().add("app", app).add("module", module).build() + "\n"))
        .entry("resources.index", secondLayout ? index.secondLayout() : index.firstLayout());
  }

  /** With a {@code pack.info} of the same app. */
  HapFixture withPackInfo(int versionCode) {
    return entry("pack.info", packInfo(bundleName, versionCode));
  }

  public byte[] bytes() {
    return zip().bytes();
  }
}
