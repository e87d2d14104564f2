package dev.pappus.format.apk;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageFile;
import dev.pappus.format.ZipFixture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The files within an APK, each in a package that is sound otherwise. */
class ApkFuzzTest {
  private static final String ICON = "res/icon.xml";
  private static final List<String> V1_FILES =
      List.of("META-INF/MANIFEST.MF", "META-INF/DEMO.SF", "META-INF/DEMO.EC");
  private static final int FOOTER_LENGTH = 24;

  private static final int MANIFEST = 0;
  private static final int TABLE = 1;
  private static final int DRAWABLE = 2;
  private static final int OUTLINE = 3;
  private static final int SIGNING_BLOCK = 4;
  private static final int V1_FILE = 5;
  private static final int KINDS = V1_FILE + V1_FILES.size();

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int kind = Math.floorMod(input[0], KINDS);
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    switch (kind) {
      case MANIFEST -> inspectWith("AndroidManifest.xml", bytes);
      case TABLE -> {
        inspectWith("resources.arsc", bytes);
        FuzzRun.of(() -> lookUp(new ResourceTable(bytes, ArchiveLimits.standard())));
      }
      case DRAWABLE ->
          FuzzRun.inspect(new ApkFormat(), drawn().zip().without(ICON).entry(ICON, bytes));
      case OUTLINE -> FuzzRun.of(() -> drawOutline(bytes));
      case SIGNING_BLOCK -> {
        ZipFixture zip = sample().zip().withBytesBeforeDirectory(signingBlock(bytes));
        FuzzRun.inspect(new ApkFormat(), zip);
      }
      default -> {
        ZipFixture zip = sample().zip();
        V1_FILES.forEach(name -> zip.entry(name, new byte[0]));
        String name = V1_FILES.get(kind - V1_FILE);
        FuzzRun.inspect(new ApkFormat(), zip.without(name).entry(name, bytes));
      }
    }
  }

  private static void inspectWith(String name, byte[] bytes) {
    FuzzRun.inspect(new ApkFormat(), sample().zip().without(name).entry(name, bytes));
  }

  private static void lookUp(ResourceTable table) {
    for (int type = 1; type <= 4; type++) {
      int id = 0x7f000000 | type << 16;
      table.text(id);
      table.allTexts(id);
      table.localTexts(id);
    }
  }

  private static void drawOutline(byte[] bytes) {
    Path2D.Double path = PathOutline.parse(new String(bytes, StandardCharsets.ISO_8859_1));
    Graphics2D graphics = new BufferedImage(48, 48, BufferedImage.TYPE_INT_ARGB).createGraphics();
    graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4));
    graphics.fill(path);
    graphics.draw(path);
    graphics.dispose();
  }

  private static ApkFixture sample() {
    return ApkFixture.app("org.example.demo")
        .name("Demo")
        .name("de", "Probe")
        .minSdk(21)
        .permission("android.permission.INTERNET")
        .feature("android.hardware.camera", false)
        .launcher(".Main", "android.intent.category.LAUNCHER")
        .opens(".Main", "https://example.org");
  }

  /** Drawing takes longer than all the rest: only where it is what is tried. */
  private static ApkFixture drawn() {
    return sample()
        .icon(160, ICON, adaptiveIcon())
        .drawable("res/front.png", IconFixture.png(8, Color.RED));
  }

  private static byte[] adaptiveIcon() {
    return new XmlFixture()
        .start("adaptive-icon")
        .start("background")
        .color(0x01010199, 0xff0000ff)
        .end()
        .start("foreground")
        .start("inset")
        .value(0x01010199, ResourceValue.REFERENCE, ApkFixture.DRAWABLE)
        .value(0x010104b5, ResourceValue.FRACTION, 0x20000000 | 3 << 4)
        .end()
        .end()
        .end()
        .bytes();
  }

  private static byte[] vector() {
    return new XmlFixture()
        .start("vector")
        .number(0x01010402, 24)
        .number(0x01010403, 24)
        .start("group")
        .number(0x01010326, 45)
        .start("path")
        .color(0x01010404, 0xff00ff00)
        .color(0x01010406, 0xffff0000)
        .number(0x01010407, 2)
        .text(0x01010405, "M2,2h10v10A4 4 0 0 1 6 6z")
        .end()
        .end()
        .end()
        .bytes();
  }

  /** The pairs within a frame of the right size and magic. */
  private static byte[] signingBlock(byte[] pairs) {
    long length = (long) pairs.length + FOOTER_LENGTH;
    return ByteBuffer.allocate(pairs.length + 8 + FOOTER_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(pairs)
        .putLong(length)
        .put("APK Sig Block 42".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  static Stream<byte[]> seeds() throws Exception {
    byte[] signed = new SignerFixture().sign(drawn().bytes());
    Stream.Builder<byte[]> seeds = Stream.builder();
    seeds.add(FuzzRun.input(SIGNING_BLOCK, pairs(signed)));
    try (PackageFile file = FuzzRun.open(signed)) {
      add(seeds, MANIFEST, file, "AndroidManifest.xml");
      add(seeds, TABLE, file, "resources.arsc");
      for (String name : file.names()) {
        for (int i = 0; i < V1_FILES.size(); i++) {
          if (name.startsWith("META-INF/") && name.endsWith(V1_FILES.get(i).substring(13))) {
            add(seeds, V1_FILE + i, file, name);
          }
        }
      }
    }
    seeds.add(FuzzRun.input(DRAWABLE, adaptiveIcon()));
    seeds.add(FuzzRun.input(DRAWABLE, vector()));
    String outline = "M2,2h10v-1e1c1 2 3 4 5 6s1,2 3,4q1 1 2 2t3 3A4 4 30 1016 6zm1.5.5l-1-1";
    seeds.add(FuzzRun.input(OUTLINE, outline.getBytes(StandardCharsets.US_ASCII)));
    return Stream.of(
            seeds.build(),
            FuzzRun.entries(MANIFEST, "AndroidManifest.xml"::equals),
            FuzzRun.entries(TABLE, "resources.arsc"::equals),
            FuzzRun.entries(DRAWABLE, name -> name.matches("res/drawable.*\\.xml")))
        .flatMap(stream -> stream);
  }

  private static void add(Stream.Builder<byte[]> seeds, int kind, PackageFile file, String name) {
    file.readIfSound(name, 1 << 16).ifPresent(bytes -> seeds.add(FuzzRun.input(kind, bytes)));
  }

  private static byte[] pairs(byte[] signed) throws IOException {
    try (PackageFile file = FuzzRun.open(signed)) {
      byte[] block = SigningBlock.of(file).bytes();
      return Arrays.copyOf(block, block.length - FOOTER_LENGTH);
    }
  }
}
