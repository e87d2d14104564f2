package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.apk.ApkFormat;
import dev.pappus.shared.Platform;
import dev.pappus.shared.problem.UnavailableException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageInspectorTest {
  private static final PackageFacts NOTHING = PackageFacts.nameless("anything", Map.of());

  @TempDir Path folder;
  Path file = Path.of("");

  @BeforeEach
  void writeAnArchive() throws IOException {
    file = folder.resolve("package");
    Files.write(file, new ZipFixture().entry("a", new byte[3]).bytes());
  }

  /** A format that knows every archive. */
  private record Anything(Supplier<PackageFacts> answer) implements PackageFormat {

    @Override
    public String name() {
      return "anything";
    }

    @Override
    public Platform platform() {
      return Platform.FILE;
    }

    @Override
    public boolean recognises(PackageFile opened) {
      return true;
    }

    @Override
    public PackageFacts inspect(PackageFile opened) {
      return answer.get();
    }

    @Override
    public InstallLink installLink(InstallSubject subject) {
      return InstallLink.none("not-installable");
    }
  }

  @Test
  void refusesWhatNoFormatKnows() {
    PackageInspector inspector = InspectorFixture.with(List.of());

    assertThatThrownBy(() -> inspector.inspect(file, "x.aab"))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContaining("App Bundle")
        .extracting("code")
        .isEqualTo("package-unsupported");
  }

  @Test
  void refusesWhatTwoFormatsKnow() {
    Anything format =
        new Anything(
            () -> {
              throw new IllegalStateException("not to be asked");
            });
    PackageInspector inspector = InspectorFixture.with(List.of(format, format));

    assertThatThrownBy(() -> inspector.inspect(file, "x"))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.FORMAT_MISMATCH);
  }

  @Test
  void refusesAnAppThatCallsItselfOneOfAnotherSystemToo() throws IOException {
    byte[] both =
        ApkFixture.app("com.example.app").zip().entry("AppxManifest.xml", new byte[3]).bytes();
    Files.write(file, both);
    PackageInspector inspector = InspectorFixture.withAllFormats();

    assertThatThrownBy(() -> inspector.inspect(file, "x"))
        .extracting("defect")
        .isEqualTo(PackageDefect.FORMAT_MISMATCH);
  }

  @Test
  void saysOfAFileThatIsNoArchiveThatItIsNone() throws IOException {
    Files.write(file, new byte[100]);
    PackageInspector inspector = InspectorFixture.withAllFormats();

    assertThatThrownBy(() -> inspector.inspect(file, "x.apk"))
        .isInstanceOf(UnsupportedPackageException.class)
        .extracting("defect")
        .isEqualTo(PackageDefect.NOT_AN_ARCHIVE);
  }

  @Test
  void asksForDevicesInTheSameWay() {
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(
                new Anything(
                    () -> {
                      throw new IllegalStateException("not to be asked");
                    })));

    assertThat(inspector.devices("anything", 1, this::opened)).isEmpty();
    assertThat(inspector.devices("another", 1, this::opened)).isEmpty();
    assertThatThrownBy(
            () ->
                inspector.devices(
                    "anything",
                    1,
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(UnavailableException.class);
  }

  private SeekableByteChannel opened() throws IOException {
    return Files.newByteChannel(file);
  }

  @Test
  void turnsEveryFailureOfAReaderIntoARefusal() {
    List<Supplier<PackageFacts>> failures =
        List.of(
            () -> {
              throw new IndexOutOfBoundsException("secret");
            },
            () -> {
              throw new StackOverflowError();
            },
            () -> {
              throw new OutOfMemoryError();
            },
            () -> {
              throw new InternalError("secret");
            },
            () -> {
              throw new AssertionError("secret");
            });

    for (Supplier<PackageFacts> failure : failures) {
      PackageInspector inspector = InspectorFixture.with(List.of(new Anything(failure)));
      assertThatThrownBy(() -> inspector.inspect(file, "x"))
          .isInstanceOf(UnreadablePackageException.class)
          .hasMessageNotContaining("secret")
          .extracting("code")
          .isEqualTo("package-unreadable");
    }
  }

  @Test
  void readsTheNextPackageAfterAReaderDiedOfAnError() throws IOException {
    Path next = folder.resolve("next");
    ApkFixture.app("com.example.app").writeTo(next);
    FormatSettings settings = LimitsFixture.settings("max-at-once", 1);
    PackageInspector inspector =
        InspectorFixture.with(List.of(new Deep(), new ApkFormat()), settings);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> inspector.inspect(file, "x"))
          .extracting("defect")
          .isEqualTo(PackageDefect.UNREADABLE);
      assertThat(inspector.inspect(next, "x").bundleId()).isEqualTo("com.example.app");
    }
  }

  /** A format that knows what no other does, and calls itself until the stack is full. */
  private static final class Deep implements PackageFormat {

    @Override
    public String name() {
      return "deep";
    }

    @Override
    public Platform platform() {
      return Platform.FILE;
    }

    @Override
    public boolean recognises(PackageFile opened) {
      return opened.has("a");
    }

    @Override
    public PackageFacts inspect(PackageFile opened) {
      return PackageFacts.nameless(name() + depth(1), Map.of());
    }

    private static int depth(int number) {
      return number == 0 ? 0 : 1 + depth(number + 1);
    }
  }

  @Test
  void readsAsManyPackagesAtOnceAsItMay() throws Exception {
    CountDownLatch bothAreRead = new CountDownLatch(2);
    FormatSettings settings = LimitsFixture.settings("max-at-once", 2);
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(
                new Anything(
                    () -> {
                      bothAreRead.countDown();
                      try {
                        bothAreRead.await();
                      } catch (InterruptedException timeUp) {
                        throw new IllegalStateException(timeUp);
                      }
                      return PackageFacts.nameless("anything", Map.of());
                    })),
            settings);

    CompletableFuture<PackageFacts> first =
        CompletableFuture.supplyAsync(() -> inspector.inspect(file, "x"));

    assertThat(inspector.inspect(file, "x").format()).isEqualTo("anything");
    assertThat(first.join().format()).isEqualTo("anything");
  }

  @Test
  void doesNotBlameThePackageForOurOwnDisk() {
    PackageInspector inspector = InspectorFixture.withAllFormats();
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> inspector.inspect(gone, "x")).isInstanceOf(UnavailableException.class);
  }

  @Test
  void findsAFormatByItsName() {
    PackageInspector inspector = InspectorFixture.withAllFormats();

    assertThat(inspector.format("ipa")).map(PackageFormat::platform).hasValue(Platform.IOS);
    assertThat(inspector.format("zip")).isEmpty();
  }

  @Test
  void answersOnlyWhenTheThreadHasEnded() {
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(new Anything(() -> PackageFacts.nameless("anything", Map.of()))));
    AtomicInteger ended = new AtomicInteger();
    inspector.threads =
        work ->
            new Thread(
                () -> {
                  work.run();
                  // as a server's threads tidy up
                  for (int spin = 0; spin < 100_000; spin++) {
                    Thread.onSpinWait();
                  }
                  ended.incrementAndGet();
                });

    for (int i = 1; i <= 100; i++) {
      inspector.inspect(file, "x");
      assertThat(ended).hasValue(i);
    }
  }

  @Test
  void answersInTimeWhateverAReaderDoesAndTakesTheNextThen() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FormatSettings settings = LimitsFixture.settings("timeout", Duration.ofMillis(50));
    settings.maxAtOnce = 1;
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(
                new Anything(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException timeUp) {
                        interrupted.countDown();
                      }
                      throw new IllegalStateException("too late");
                    })),
            settings);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> inspector.inspect(file, "x"))
          .extracting("defect")
          .isEqualTo(PackageDefect.TIME_LIMIT);
    }

    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void tellsTheClientToComeAgainWhenAllTurnsAreTaken() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FormatSettings settings = LimitsFixture.settings("longest-wait", Duration.ZERO);
    settings.maxAtOnce = 1;
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(
                new Anything(
                    () -> {
                      begun.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException timeUp) {
                        throw new IllegalStateException(timeUp);
                      }
                      throw new IllegalStateException("done");
                    })),
            settings);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> inspector.inspect(file, "x")).exceptionally(e -> null);
    begun.await();

    assertThatThrownBy(() -> inspector.inspect(file, "x")).isInstanceOf(UnavailableException.class);

    goOn.countDown();
    first.join();
  }

  @Test
  void readsForThoseWhoCanWaitWhenNobodyElseReads() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FormatSettings settings = new FormatSettings();
    settings.maxAtOnce = 1;
    PackageInspector inspector =
        InspectorFixture.with(List.of(new Anything(() -> heldUp(begun, goOn))), settings);
    assertThat(inspector.isIdle()).isTrue();
    CompletableFuture<PackageFacts> upload =
        CompletableFuture.supplyAsync(() -> inspector.inspect(file, "x"));
    begun.await();

    assertThat(inspector.isIdle()).isFalse();
    assertThat(inspector.inspectWhenIdle(file, "x")).isEmpty();

    goOn.countDown();
    assertThat(upload.join()).isEqualTo(NOTHING);
    assertThat(inspector.inspectWhenIdle(file, "x")).hasValue(NOTHING);
  }

  @Test
  void leavesAllTurnsButOneToUploads() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    PackageInspector inspector =
        InspectorFixture.with(
            List.of(
                new Anything(() -> reads.getAndIncrement() == 0 ? heldUp(begun, goOn) : NOTHING)));
    CompletableFuture<Optional<PackageFacts>> patient =
        CompletableFuture.supplyAsync(() -> inspector.inspectWhenIdle(file, "x"));
    begun.await();

    assertThat(inspector.inspectWhenIdle(file, "x")).as("a second one").isEmpty();
    assertThat(inspector.inspect(file, "x")).isEqualTo(NOTHING);

    goOn.countDown();
    assertThat(patient.join()).hasValue(NOTHING);
  }

  @Test
  void givesTheTurnBackBeforeItAnswers() {
    PackageInspector inspector = InspectorFixture.with(List.of());

    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> inspector.inspectWhenIdle(file, "x"))
          .isInstanceOf(UnsupportedPackageException.class);
    }
  }

  private static PackageFacts heldUp(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException timeUp) {
      throw new IllegalStateException(timeUp);
    }
    return NOTHING;
  }

  @Test
  void knowsWhichPackagesDevicesInstall() {
    PackageInspector inspector = InspectorFixture.withAllFormats();

    assertThat(inspector.installable(Platform.ANDROID, "apk")).isTrue();
    assertThat(inspector.installable(Platform.IOS, "ipa")).isTrue();
    assertThat(inspector.installable(Platform.ANDROID, "aab")).isFalse();
    assertThat(inspector.installable(Platform.HARMONYOS, "hap")).isFalse();
    assertThat(inspector.installable(Platform.FILE, "dmg")).isFalse();
    assertThat(inspector.installable(Platform.ANDROID, "gone")).isFalse();
  }
}
