package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.problem.DomainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reader owes for any bytes at all: an answer or a refusal, soon. Whatever else it throws is
 * a finding, {@code Error}s included; {@link PackageInspector} would hide them.
 */
public final class FuzzRun {
  /** Of CPU time: a busy machine makes no findings. Instrumented code is several times slower. */
  private static final Duration MAX_TIME = Duration.ofSeconds(2);

  /** Larger seeds cost more in every run than they help to find. */
  private static final int MAX_SEED_BYTES = 16 << 10;

  private static final int MAX_SEEDS_PER_PACKAGE = 6;

  private static @Nullable Path archive;

  private FuzzRun() {}

  /** A reader at work. */
  public interface Reading {
    void run() throws IOException;
  }

  /** Runs a reader. */
  public static void of(Reading reading) {
    long before = cpuNanos();
    try {
      reading.run();
    } catch (DomainException refusal) {
      assertThat(refusal.code()).isIn("package-unreadable", "package-unsupported", "file-empty");
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
    assertThat(cpuNanos() - before).as("CPU nanoseconds").isLessThan(MAX_TIME.toNanos());
  }

  /** Reads a whole archive as a package of that format. */
  public static void inspect(PackageFormat format, ZipFixture zip) {
    of(
        () -> {
          try (PackageFile file = open(zip.bytes())) {
            format.inspect(file);
          }
        });
  }

  /** Reads a file as a package of that format, if it is one. */
  public static void inspectIfRecognised(PackageFormat format, byte[] input) {
    of(
        () -> {
          try (PackageFile file = open(input)) {
            if (format.recognises(file)) {
              format.inspect(file);
            }
          }
        });
  }

  /** Opens a file, which is on disk until the next one is opened. */
  public static PackageFile open(byte[] bytes) throws IOException {
    return PackageFile.open(Files.write(archive(), bytes), ArchiveLimits.standard());
  }

  private static synchronized Path archive() throws IOException {
    if (archive == null) {
      archive = Files.createTempFile("fuzzed", ".zip");
      archive.toFile().deleteOnExit();
    }
    return archive;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** An input of a target that reads several kinds of file: the kind, then the file. */
  public static byte[] input(int kind, byte[] file) {
    byte[] input = new byte[file.length + 1];
    input[0] = (byte) kind;
    System.arraycopy(file, 0, input, 1, file.length);
    return input;
  }

  /**
   * Entries of the packages in {@code shared/fixtures} as further seeds, and only while fuzzing:
   * what the normal build does must not depend on them.
   *
   * @param wanted by the entry's name
   */
  public static Stream<byte[]> entries(Predicate<String> wanted) {
    List<byte[]> seeds = new ArrayList<>();
    for (SharedFixtures.Expected expected : fixtures(FuzzRun::isPackage)) {
      try (PackageFile file = PackageFile.open(expected.path(), ArchiveLimits.standard())) {
        file.names().stream()
            .filter(wanted)
            .flatMap(name -> file.readIfSound(name, MAX_SEED_BYTES).stream())
            .limit(MAX_SEEDS_PER_PACKAGE)
            .forEach(seeds::add);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return seeds.stream();
  }

  /** The same as inputs of one kind. */
  public static Stream<byte[]> entries(int kind, Predicate<String> wanted) {
    return entries(wanted).map(file -> input(kind, file));
  }

  /** The files in {@code shared/fixtures} themselves, the small ones; as {@link #entries}. */
  public static Stream<byte[]> files() {
    return fixtures(file -> true).stream()
        .map(SharedFixtures.Expected::path)
        .filter(path -> path.toFile().length() < MAX_SEED_BYTES)
        .map(FuzzRun::bytes);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isPackage(String file) {
    return file.startsWith("good/") && !file.startsWith("good/profile/");
  }

  private static List<SharedFixtures.Expected> fixtures(Predicate<String> wanted) {
    return System.getenv("JAZZER_FUZZ") == null ? List.of() : SharedFixtures.all(wanted);
  }
}
