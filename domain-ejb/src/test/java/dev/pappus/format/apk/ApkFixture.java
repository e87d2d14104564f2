package dev.pappus.format.apk;

import com.google.common.base.Splitter;
import dev.pappus.format.ZipFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small Android package in memory: a binary manifest and a resource table that holds label, icon
 * and, if wanted, the version name.
 */
public final class ApkFixture {
  static final int DRAWABLE = 0x7f040000;
  private static final int STRING = 3;
  private static final int REFERENCE = 1;
  private static final int INTEGER = 0x10;
  private static final int BOOLEAN = 0x12;

  /** Index of the attribute {@code name} among the strings. */
  private static final int NAME = 8;

  private final String packageName;
  private final List<Localised> names = new ArrayList<>();
  private final TreeMap<Integer, String> iconPaths = new TreeMap<>();
  private final ZipFixture zip = new ZipFixture();
  private String version = "1.0";
  private boolean versionInResources;
  private int versionCode = 1;
  private int versionCodeMajor;
  private int minSdk = 24;
  private int targetSdk = 34;
  private boolean debuggable;
  private boolean testOnly;
  private @Nullable String drawable;
  private @Nullable String split;
  private boolean splitRequired;
  private boolean splitRequiredByMetaData;
  private final List<Requested> requests = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();

  private record Requested(String element, String name, boolean required) {}

  /** An activity with one intent filter. */
  private record Filter(
      String activity, String action, List<String> categories, List<String> links) {}

  private record Localised(String language, String text) {}

  private ApkFixture(String packageName) {
    this.packageName = packageName;
  }

  public static ApkFixture app(String packageName) {
    return new ApkFixture(packageName);
  }

  public ApkFixture name(String name) {
    return name("", name);
  }

  /** The label in a language of two letters; "" is the default one. */
  public ApkFixture name(String language, String name) {
    names.add(new Localised(language, name));
    return this;
  }

  public ApkFixture version(String name) {
    version = name;
    return this;
  }

  /** The version name as a reference into the resource table. */
  public ApkFixture versionInResources(String name) {
    versionInResources = true;
    return version(name);
  }

  public ApkFixture versionCode(int code) {
    versionCode = code;
    return this;
  }

  public ApkFixture versionCodeMajor(int major) {
    versionCodeMajor = major;
    return this;
  }

  public ApkFixture minSdk(int level) {
    minSdk = level;
    return this;
  }

  public ApkFixture debuggable() {
    debuggable = true;
    return this;
  }

  public ApkFixture testOnly() {
    testOnly = true;
    return this;
  }

  public ApkFixture split(String name) {
    split = name;
    return this;
  }

  ApkFixture splitRequired() {
    splitRequired = true;
    return this;
  }

  /** The same, as it is written for older devices. */
  ApkFixture splitRequiredByMetaData() {
    splitRequiredByMetaData = true;
    return this;
  }

  public ApkFixture permission(String name) {
    requests.add(new Requested("uses-permission", name, true));
    return this;
  }

  public ApkFixture feature(String name, boolean required) {
    requests.add(new Requested("uses-feature", name, required));
    return this;
  }

  /** An activity that launchers start; {@code category} without {@code android.intent.category}. */
  public ApkFixture launcher(String activity, String category) {
    filters.add(new Filter(activity, "android.intent.action.MAIN", List.of(category), List.of()));
    return this;
  }

  /** An activity that opens links, each written as {@code scheme://host}. */
  public ApkFixture opens(String activity, String... links) {
    return opens(activity, List.of("DEFAULT", "BROWSABLE"), links);
  }

  ApkFixture opens(String activity, List<String> categories, String... links) {
    filters.add(new Filter(activity, "android.intent.action.VIEW", categories, List.of(links)));
    return this;
  }

  public ApkFixture icon(byte[] png) {
    return icon(160, "res/icon.png", png);
  }

  /** An icon for a density; the path's ending says what it is. */
  public ApkFixture icon(int density, String path, byte[] file) {
    iconPaths.put(density, path);
    zip.entry(path, file);
    return this;
  }

  /** A file that icons may refer to, by {@link #DRAWABLE}. */
  public ApkFixture drawable(String path, byte[] file) {
    drawable = path;
    return entry(path, file);
  }

  /** Any other entry. */
  public ApkFixture entry(String name, byte[] bytes) {
    zip.entry(name, bytes);
    return this;
  }

  /** The archive, to be made hostile. */
  public ZipFixture zip() {
    zip.entry("AndroidManifest.xml", manifestBytes());
    zip.entry("resources.arsc", resources());
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

  /** The binary manifest alone. */
  public byte[] manifestBytes() {
    ChunkWriter.Strings strings = new ChunkWriter.Strings();
    int[] ids = {
      0x0101021b,
      0x0101021c,
      0x01010576,
      0x0101020c,
      0x01010270,
      0x01010001,
      0x01010002,
      0x0101000f,
      0x01010003,
      0x0101028e,
      0x01010272,
      0x01010027,
      0x01010028,
      0x01010591,
      0x01010024
    };
    String[] attributes = {
      "versionCode",
      "versionName",
      "versionCodeMajor",
      "minSdkVersion",
      "targetSdkVersion",
      "label",
      "icon",
      "debuggable",
      "name",
      "required",
      "testOnly",
      "scheme",
      "host",
      "isSplitRequired",
      "value"
    };
    ChunkWriter map = new ChunkWriter();
    for (int i = 0; i < ids.length; i++) {
      strings.index(attributes[i]);
      map.u32(ids[i]);
    }
    int namespace = strings.index("http://schemas.android.com/apk/res/android");
    ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    int packageIndex = strings.index(packageName);
    ChunkWriter root =
        new ChunkWriter()
            .u32(-1)
            .u32(strings.index("package"))
            .u32(packageIndex)
            .u16(8)
            .u16(STRING << 8)
            .u32(packageIndex);
    if (split != null) {
      int index = strings.index(split);
      root.u32(-1).u32(strings.index("split")).u32(index).u16(8).u16(STRING << 8).u32(index);
    }
    attribute(root, namespace, 0, INTEGER, versionCode);
    if (versionInResources) {
      attribute(root, namespace, 1, REFERENCE, 0x7f030000);
    } else {
      attribute(root, namespace, 1, STRING, strings.index(version));
    }
    attribute(root, namespace, 2, INTEGER, versionCodeMajor);
    if (splitRequired) {
      attribute(root, namespace, 13, BOOLEAN, -1);
    }
    start(nodes, strings.index("manifest"), root.toByteArray());
    ChunkWriter sdk = new ChunkWriter();
    attribute(sdk, namespace, 3, INTEGER, minSdk);
    attribute(sdk, namespace, 4, INTEGER, targetSdk);
    start(nodes, strings.index("uses-sdk"), sdk.toByteArray());
    end(nodes, strings.index("uses-sdk"));
    for (Requested request : requests) {
      ChunkWriter asked = new ChunkWriter();
      attribute(asked, namespace, NAME, STRING, strings.index(request.name()));
      attribute(asked, namespace, 9, BOOLEAN, request.required() ? -1 : 0);
      element(nodes, strings.index(request.element()), asked);
    }
    ChunkWriter application = new ChunkWriter();
    if (!names.isEmpty()) {
      attribute(application, namespace, 5, REFERENCE, 0x7f010000);
    }
    if (!iconPaths.isEmpty()) {
      attribute(application, namespace, 6, REFERENCE, 0x7f020000);
    }
    if (debuggable) {
      attribute(application, namespace, 7, BOOLEAN, -1);
    }
    if (testOnly) {
      attribute(application, namespace, 10, BOOLEAN, -1);
    }
    start(nodes, strings.index("application"), application.toByteArray());
    filters.forEach(filter -> filter(nodes, strings, namespace, filter));
    if (splitRequiredByMetaData) {
      ChunkWriter metaData = new ChunkWriter();
      int name = strings.index("com.android.vending.splits.required");
      attribute(metaData, namespace, NAME, STRING, name);
      attribute(metaData, namespace, 14, BOOLEAN, -1);
      element(nodes, strings.index("meta-data"), metaData);
    }
    end(nodes, strings.index("application"));
    end(nodes, strings.index("manifest"));
    byte[] body =
        new ChunkWriter()
            .bytes(strings.pool())
            .bytes(ChunkWriter.chunk(0x0180, new byte[0], map.toByteArray()))
            .bytes(nodes.toByteArray())
            .toByteArray();
    return ChunkWriter.chunk(0x0003, new byte[0], body);
  }

  private static void filter(
      ByteArrayOutputStream nodes, ChunkWriter.Strings strings, int namespace, Filter filter) {
    ChunkWriter activity = new ChunkWriter();
    attribute(activity, namespace, NAME, STRING, strings.index(filter.activity()));
    start(nodes, strings.index("activity"), activity.toByteArray());
    start(nodes, strings.index("intent-filter"), new byte[0]);
    ChunkWriter action = new ChunkWriter();
    attribute(action, namespace, NAME, STRING, strings.index(filter.action()));
    element(nodes, strings.index("action"), action);
    for (String name : filter.categories()) {
      ChunkWriter category = new ChunkWriter();
      attribute(
          category, namespace, NAME, STRING, strings.index("android.intent.category." + name));
      element(nodes, strings.index("category"), category);
    }
    for (String link : filter.links()) {
      List<String> parts = Splitter.on("://").splitToList(link);
      ChunkWriter data = new ChunkWriter();
      attribute(data, namespace, 11, STRING, strings.index(parts.get(0)));
      if (!parts.get(1).isEmpty()) {
        attribute(data, namespace, 12, STRING, strings.index(parts.get(1)));
      }
      element(nodes, strings.index("data"), data);
    }
    end(nodes, strings.index("intent-filter"));
    end(nodes, strings.index("activity"));
  }

  private static void element(ByteArrayOutputStream out, int name, ChunkWriter attributes) {
    start(out, name, attributes.toByteArray());
    end(out, name);
  }

  private static void attribute(ChunkWriter out, int namespace, int name, int type, int data) {
    out.u32(namespace).u32(name).u32(-1).u16(8).u16(type << 8).u32(data);
  }

  private static void start(ByteArrayOutputStream out, int name, byte[] attributes) {
    byte[] body =
        new ChunkWriter()
            .u32(-1)
            .u32(name)
            .u16(20)
            .u16(20)
            .u16(attributes.length / 20)
            .u16(0)
            .u16(0)
            .u16(0)
            .bytes(attributes)
            .toByteArray();
    out.writeBytes(ChunkWriter.chunk(0x0102, new byte[8], body));
  }

  private static void end(ByteArrayOutputStream out, int name) {
    out.writeBytes(
        ChunkWriter.chunk(0x0103, new byte[8], new ChunkWriter().u32(-1).u32(name).toByteArray()));
  }

  /** Types 1 to 4: label, icon, version name, drawable; one entry each. */
  private byte[] resources() {
    ChunkWriter.Strings strings = new ChunkWriter.Strings();
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    for (Localised name : names) {
      types.writeBytes(type(1, name.language(), 0, strings.index(name.text())));
    }
    iconPaths.forEach(
        (density, path) -> types.writeBytes(type(2, "", density, strings.index(path))));
    if (versionInResources) {
      types.writeBytes(type(3, "", 0, strings.index(version)));
    }
    if (drawable != null) {
      types.writeBytes(type(4, "", 0, strings.index(drawable)));
    }
    byte[] packageHeader =
        new ChunkWriter().u32(0x7f).bytes(new byte[256]).bytes(new byte[20]).toByteArray();
    byte[] body =
        new ChunkWriter()
            .bytes(strings.pool())
            .bytes(ChunkWriter.chunk(0x0200, packageHeader, types.toByteArray()))
            .toByteArray();
    return ChunkWriter.chunk(0x0002, new ChunkWriter().u32(1).toByteArray(), body);
  }

  private static byte[] type(int id, String language, int density, int stringIndex) {
    byte[] locale = new byte[4];
    byte[] letters = language.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(letters, 0, locale, 0, letters.length);
    byte[] config =
        new ChunkWriter()
            .u32(28)
            .u32(0)
            .bytes(locale)
            .u16(0)
            .u16(density)
            .u32(0)
            .u32(0)
            .u32(0)
            .toByteArray();
    int headerSize = 20 + config.length;
    byte[] header =
        new ChunkWriter()
            .u8(id)
            .u8(0)
            .u16(0)
            .u32(1)
            .u32(headerSize + 4)
            .bytes(config)
            .toByteArray();
    byte[] body =
        new ChunkWriter()
            .u32(0)
            .u16(8)
            .u16(0)
            .u32(0)
            .u16(8)
            .u8(0)
            .u8(STRING)
            .u32(stringIndex)
            .toByteArray();
    return ChunkWriter.chunk(0x0201, header, body);
  }
}
