package dev.pappus.format.aab;

import dev.pappus.format.ZipFixture;
import java.util.ArrayList;
import java.util.List;

/** A small Android App Bundle in memory. */
public final class AabFixture {
  static final String MANIFEST = "base/manifest/AndroidManifest.xml";
  static final int LABEL_ID = 0x7f020000;
  private static final int ICON_ID = 0x7f010000;
  private static final String ANDROID = "http://schemas.android.com/apk/res/android";

  private final ProtoWriter manifest = new ProtoWriter().text(3, "manifest");
  private final ProtoWriter sdk = new ProtoWriter().text(3, "uses-sdk");
  private final ProtoWriter application = new ProtoWriter().text(3, "application");
  private final List<ProtoWriter> icons = new ArrayList<>();
  private final List<ProtoWriter> labels = new ArrayList<>();
  private final ZipFixture zip = new ZipFixture();

  private AabFixture() {}

  public static AabFixture bundle(String packageName) {
    AabFixture fixture = new AabFixture();
    fixture.manifest.message(4, new ProtoWriter().text(2, "package").text(3, packageName));
    return fixture;
  }

  /** A bundle that names no package. */
  static AabFixture nameless() {
    return new AabFixture();
  }

  public AabFixture version(String name) {
    manifest.message(4, android(0x0101021c, "versionName", name));
    return this;
  }

  public AabFixture versionCode(int code) {
    manifest.message(4, number(0x0101021b, "versionCode", Integer.toString(code), code));
    return this;
  }

  AabFixture versionCodeMajor(int code) {
    manifest.message(4, number(0x01010576, "versionCodeMajor", Integer.toString(code), code));
    return this;
  }

  /** A version code whose text and number differ. */
  AabFixture versionCode(String text, int compiled) {
    manifest.message(4, number(0x0101021b, "versionCode", text, compiled));
    return this;
  }

  public AabFixture minimumSdk(int level) {
    sdk.message(4, number(0x0101020c, "minSdkVersion", Integer.toString(level), level));
    return this;
  }

  AabFixture targetSdk(int level) {
    sdk.message(4, number(0x01010270, "targetSdkVersion", Integer.toString(level), level));
    return this;
  }

  AabFixture permission(String name) {
    return child(
        new ProtoWriter().text(3, "uses-permission").message(4, android(0x01010003, "name", name)));
  }

  AabFixture debuggable() {
    application.message(4, number(0x0101000f, "debuggable", "true", 1));
    return this;
  }

  AabFixture testOnly() {
    application.message(4, number(0x01010272, "testOnly", "true", 1));
    return this;
  }

  /** A label in the resource table. */
  public AabFixture name(String label) {
    nameIn("", label);
    application.message(4, reference(0x01010001, "label", LABEL_ID));
    return this;
  }

  AabFixture nameIn(String locale, String label) {
    ProtoWriter configuration = new ProtoWriter();
    if (!locale.isEmpty()) {
      configuration.text(3, locale);
    }
    labels.add(
        value(configuration, new ProtoWriter().message(2, new ProtoWriter().text(1, label))));
    return this;
  }

  /** A label that leads to another resource. */
  AabFixture nameAt(int resourceId) {
    ProtoWriter item = new ProtoWriter().message(1, new ProtoWriter().number(2, resourceId));
    labels.add(value(new ProtoWriter(), item));
    application.message(4, reference(0x01010001, "label", LABEL_ID));
    return this;
  }

  /** A picture of the icon for one density. */
  public AabFixture icon(int density, byte[] png) {
    if (icons.isEmpty()) {
      application.message(4, reference(0x01010002, "icon", ICON_ID));
    }
    String path = "res/mipmap-" + density + "/icon.png";
    zip.entry("base/" + path, png);
    icons.add(
        value(
            new ProtoWriter().number(18, density),
            new ProtoWriter().message(5, new ProtoWriter().text(1, path))));
    return this;
  }

  /** Another child of the root. */
  AabFixture child(ProtoWriter element) {
    manifest.message(5, new ProtoWriter().message(1, element));
    return this;
  }

  AabFixture entry(String name, byte[] bytes) {
    zip.entry(name, bytes);
    return this;
  }

  private static ProtoWriter android(int id, String name, String value) {
    return new ProtoWriter().text(1, ANDROID).text(2, name).text(3, value).number(5, id);
  }

  private static ProtoWriter number(int id, String name, String value, int compiled) {
    ProtoWriter primitive = new ProtoWriter().number(6, compiled);
    return android(id, name, value).message(6, new ProtoWriter().message(7, primitive));
  }

  private static ProtoWriter reference(int id, String name, int resourceId) {
    ProtoWriter reference = new ProtoWriter().number(2, resourceId);
    return android(id, name, "@x").message(6, new ProtoWriter().message(1, reference));
  }

  private static ProtoWriter value(ProtoWriter configuration, ProtoWriter item) {
    return new ProtoWriter()
        .message(1, configuration)
        .message(2, new ProtoWriter().message(4, item));
  }

  private static ProtoWriter type(int id, List<ProtoWriter> values) {
    ProtoWriter entry = new ProtoWriter().message(1, new ProtoWriter()).text(2, "entry");
    values.forEach(value -> entry.message(6, value));
    return new ProtoWriter().message(1, new ProtoWriter().number(1, id)).message(3, entry);
  }

  /** The archive, to be made hostile. */
  public ZipFixture zip() {
    manifest.message(5, new ProtoWriter().message(1, sdk));
    manifest.message(5, new ProtoWriter().message(1, application));
    ProtoWriter table =
        new ProtoWriter()
            .message(1, new ProtoWriter().number(1, 0x7f))
            .message(3, type(1, icons))
            .message(3, type(2, labels));
    return zip.entry("BundleConfig.pb", new byte[0])
        .entry(MANIFEST, new ProtoWriter().message(1, manifest).bytes())
        .entry("base/resources.pb", new ProtoWriter().message(2, table).bytes());
  }

  public byte[] bytes() {
    return zip().bytes();
  }
}
