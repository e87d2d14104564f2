import dev.pappus.format.IconImage;
import dev.pappus.format.InspectorFixture;
import dev.pappus.format.LargestPackages;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.shared.problem.DomainException;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Measures what reading a package takes; see README.md. */
public class InspectionBenchmark {
  private static final double MAX_RATIO = 1;
  private static final long MAX_HEAP = 256L << 20;
  private static final double MAX_MILLIS = 10_000;

  /** So long that the compiler has seen to every reader. */
  private static final long WARMUP_NANOS = 30_000_000_000L;

  private static final int WARMUP_ROUNDS = 30;
  private static final int AAPT_ROUNDS = 9;
  private static final int CELL = 176;
  private static final int ICON = 144;
  private static final int COLUMNS = 8;

  private final PackageInspector inspector = InspectorFixture.withAllFormats();
  private final Path fixtures;

  private InspectionBenchmark(Path fixtures) {
    this.fixtures = fixtures;
  }

  public static void main(String[] args) throws Exception {
    // refusals are logged; the console is for the tables
    java.util.logging.LogManager.getLogManager().reset();
    InspectionBenchmark benchmark = new InspectionBenchmark(Path.of(args[1]));
    switch (args[0]) {
      case "speed" -> benchmark.speed(Integer.parseInt(args[2]));
      case "limits" -> benchmark.limits();
      case "largest" -> LargestPackages.writeTo(Path.of(args[2]));
      case "heap" -> benchmark.heap(Path.of(args[2]));
      default -> benchmark.sheet(Path.of(args[2]));
    }
  }

  private List<Path> files(String folder) throws IOException {
    return filesBelow(fixtures.resolve(folder));
  }

  private List<Path> goodAndBad() throws IOException {
    List<Path> all = new ArrayList<>(files("good"));
    all.addAll(files("bad"));
    return all;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  // ---- speed

  private void speed(int rounds) throws Exception {
    List<Path> packages = new ArrayList<>();
    for (Path file : files("good")) {
      if (file.toString().endsWith(".apk")) {
        packages.add(file);
      }
    }
    long end = System.nanoTime() + WARMUP_NANOS;
    for (int i = 0; i < WARMUP_ROUNDS || System.nanoTime() < end; i++) {
      packages.forEach(this::outcome);
    }
    double[] ours = new double[packages.size()];
    double[] theirs = new double[packages.size()];
    double[] ratios = new double[packages.size()];
    System.out.printf("%-50s %9s %9s %9s %7s%n", "package", "KiB", "ours ms", "aapt ms", "ratio");
    for (int i = 0; i < packages.size(); i++) {
      Path file = packages.get(i);
      ours[i] = medianOf(rounds, () -> outcome(file));
      theirs[i] = medianOf(AAPT_ROUNDS, () -> aapt("dump", "badging", file.toString()));
      ratios[i] = ours[i] / theirs[i];
      System.out.printf(
          "%-50s %9d %9.2f %9.2f %7.3f%n",
          file.getFileName(), Files.size(file) >> 10, ours[i], theirs[i], ratios[i]);
    }
    double empty = medianOf(AAPT_ROUNDS, () -> aapt("version"));
    System.out.printf(
        "median: ours %.2f ms, aapt %.2f ms; an aapt that only tells its version, the start of a process: %.2f ms%n",
        median(ours), median(theirs), empty);
    System.out.printf(
        "ratio: median %.3f, worst %.3f; bar of the median %.0f: %s%n%n",
        median(ratios), Arrays.stream(ratios).max().orElse(0), MAX_RATIO,
        verdict(median(ratios) <= MAX_RATIO));
  }

  private static void aapt(String... arguments) {
    List<String> command = new ArrayList<>(List.of("aapt"));
    command.addAll(List.of(arguments));
    try {
      // its exit code does not matter: some packages it reads to the end and complains of
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static double medianOf(int rounds, Runnable work) {
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      millis[i] = millis(work);
    }
    return median(millis);
  }

  private static double millis(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** What became of a file: the format, or why it was refused. */
  private String outcome(Path file) {
    try {
      return inspector.inspect(file, file.getFileName().toString()).format();
    } catch (DomainException refusal) {
      return String.valueOf(refusal.facts().getOrDefault("defect", refusal.code()));
    }
  }

  // ---- limits

  private void limits() throws Exception {
    List<Path> all = goodAndBad();
    all.forEach(this::outcome);
    header();
    Measured worst = measured(all, 1, true);
    System.out.printf(
        "%d files; heap over idle at most %.1f MiB, bar %d: %s; time at most %.0f ms, bar %.0f: %s%n%n",
        all.size(), mebibytes(worst.peak), MAX_HEAP >> 20, verdict(worst.peak < MAX_HEAP),
        worst.millis, MAX_MILLIS, verdict(worst.millis < MAX_MILLIS));
  }

  /** The most of several files. */
  private static final class Measured {
    long peak;
    double millis;
  }

  private static void header() {
    System.out.printf("%-66s %9s %9s %9s  %s%n", "file", "KiB", "ms", "peak MiB", "outcome");
  }

  /**
   * Reads each file, so many times at once.
   *
   * @param told whether there is a line for each
   */
  private Measured measured(List<Path> files, int atOnce, boolean told) throws Exception {
    Measured worst = new Measured();
    for (Path file : files) {
      System.gc();
      pools().forEach(MemoryPoolMXBean::resetPeakUsage);
      long idle = pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
      String[] outcomes = new String[atOnce];
      double millis = millis(() -> readAtOnce(file, outcomes));
      long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - idle;
      worst.millis = Math.max(worst.millis, millis);
      worst.peak = Math.max(worst.peak, peak);
      if (told) {
        System.out.printf(
            "%-66s %9d %9.1f %9.1f  %s%n",
            file.startsWith(fixtures) ? fixtures.relativize(file) : file.getFileName(),
            Files.size(file) >> 10, millis, mebibytes(peak), outcomes[0]);
      }
    }
    return worst;
  }

  private void readAtOnce(Path file, String[] outcomes) {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < outcomes.length; i++) {
      int number = i;
      others.add(new Thread(() -> outcomes[number] = outcome(file)));
    }
    others.forEach(Thread::start);
    outcomes[0] = outcome(file);
    for (Thread other : others) {
      try {
        other.join();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private static double mebibytes(long bytes) {
    return bytes / 1048576.0;
  }

  // ---- heap

  /** Comes to its end only if the heap never ran out, as the JVM then exits. */
  private void heap(Path largest) throws Exception {
    System.out.printf(
        "in a heap of %.0f MiB, of which %.1f are taken by this program%n",
        mebibytes(Runtime.getRuntime().maxMemory()),
        mebibytes(pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum()));
    List<Path> all = goodAndBad();
    for (int atOnce = 1; atOnce <= 2; atOnce++) {
      Measured worst = measured(all, atOnce, false);
      System.out.printf(
          "%d files, %d at once: peak at most %.1f MiB, garbage included%n",
          all.size(), atOnce, mebibytes(worst.peak));
    }
    header();
    Measured worst = measured(filesBelow(largest), 1, true);
    System.out.printf(
        "largest packages: peak at most %.1f MiB, garbage included: held%n", mebibytes(worst.peak));
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static String verdict(boolean held) {
    return held ? "held" : "NOT HELD";
  }

  // ---- sheet

  private void sheet(Path target) throws IOException {
    List<Path> files = files("good").stream().filter(file -> !isProfile(file)).toList();
    int rows = (files.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * CELL, rows * (CELL + 14), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    int icons = 0;
    for (int i = 0; i < files.size(); i++) {
      int x = i % COLUMNS * CELL;
      int y = i / COLUMNS * (CELL + 14);
      IconImage icon = icon(files.get(i));
      String size = "no icon";
      if (icon != null) {
        chequer(graphics, x + (CELL - ICON) / 2, y + 4);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(icon.png()));
        graphics.drawImage(image, x + (CELL - ICON) / 2, y + 4, ICON, ICON, null);
        size = icon.width() + " x " + icon.height();
        icons++;
      }
      graphics.setColor(Color.BLACK);
      String name = files.get(i).getFileName().toString();
      graphics.drawString(name.substring(0, Math.min(30, name.length())), x + 4, y + ICON + 18);
      graphics.drawString(size, x + 4, y + ICON + 32);
    }
    graphics.dispose();
    ImageIO.write(sheet, "png", target.toFile());
    System.out.printf(Locale.ROOT, "%d packages, %d icons: %s%n", files.size(), icons, target);
  }

  private static boolean isProfile(Path file) {
    return file.toString().endsWith("provision") || file.toString().endsWith("provisionprofile");
  }

  private IconImage icon(Path file) {
    try {
      PackageFacts facts = inspector.inspect(file, file.getFileName().toString());
      return facts.icon();
    } catch (DomainException refused) {
      return null;
    }
  }

  private static void chequer(Graphics2D graphics, int left, int top) {
    for (int y = 0; y < ICON; y += 8) {
      for (int x = 0; x < ICON; x += 8) {
        graphics.setColor((x + y) / 8 % 2 == 0 ? Color.WHITE : Color.LIGHT_GRAY);
        graphics.fillRect(left + x, top + y, 8, 8);
      }
    }
  }
}
