package dev.pappus.format;

import dev.pappus.shared.Platform;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Finds out what package a file is and what it says of itself. Runs on a complete local file,
 * outside any transaction.
 */
@ApplicationScoped
public class PackageInspector {
  private static final Logger LOG = System.getLogger(PackageInspector.class.getName());

  private static final URI NOWHERE = URI.create("https://localhost/");
  private static final InstallSubject ANY =
      new InstallSubject("app", "app", "1", NOWHERE, NOWHERE, null);

  @Inject @Any Instance<PackageFormat> discovered;
  @Inject FormatSettings settings;
  List<PackageFormat> formats = List.of();
  private ArchiveLimits limits = ArchiveLimits.standard();
  private Semaphore turns = new Semaphore(0);
  private Semaphore patient = new Semaphore(0);

  @Resource ManagedThreadFactory managedThreads;

  ThreadFactory threads = Thread::new;

  @PostConstruct
  void start() {
    formats = discovered.stream().toList();
    threads = managedThreads;
    configure(settings);
  }

  void configure(FormatSettings given) {
    settings = given;
    limits = given.limits();
    turns = new Semaphore(given.maxAtOnce(), true);
    patient = new Semaphore(1);
  }

  /** The format of that name, as {@link PackageFacts#format()} keeps it. */
  public Optional<PackageFormat> format(String name) {
    return formats.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** Whether devices install such packages from an install page; any package of a kind is alike. */
  public boolean installable(Platform platform, String format) {
    return platform != Platform.FILE
        && format(format).filter(known -> known.installLink(ANY).href() != null).isPresent();
  }

  /**
   * Reads a package, on a thread of its own: whatever a reader does there, the caller is answered
   * in time, and an Error stays with this upload.
   *
   * @param originalFileName as the client named it; only makes a refusal more helpful, the content
   *     alone decides
   * @throws EmptyFileException {@code file-empty}
   * @throws UnsupportedPackageException {@code package-unsupported} if no format knows it
   * @throws UnreadablePackageException {@code package-unreadable} if it is broken or hostile
   * @throws UnavailableException if our own disk fails, or its turn does not come in time
   */
  public PackageFacts inspect(Path file, String originalFileName) {
    long size = sizeOf(file);
    awaitTurn();
    return onItsOwnThread(size, opener(file), factsReader(originalFileName), turns::release);
  }

  /**
   * Reads a package for somebody who can wait, as {@link #inspect} does: one such at a time on this
   * node, and only on a turn that nobody else waits for.
   *
   * @return empty if it is not its turn; to be tried again later
   */
  public Optional<PackageFacts> inspectWhenIdle(Path file, String originalFileName) {
    long size = sizeOf(file);
    if (!patient.tryAcquire()) {
      return Optional.empty();
    }
    if (turns.hasQueuedThreads() || !turns.tryAcquire()) {
      patient.release();
      return Optional.empty();
    }
    return Optional.of(
        onItsOwnThread(
            size,
            opener(file),
            factsReader(originalFileName),
            () -> {
              turns.release();
              patient.release();
            }));
  }

  /** Whether {@link #inspectWhenIdle} would have its turn now; to be asked before costly work. */
  public boolean isIdle() {
    return patient.availablePermits() > 0
        && turns.availablePermits() > 0
        && !turns.hasQueuedThreads();
  }

  /**
   * On which devices a package can be installed, as {@link PackageFormat#devices} says; read in the
   * same way and under the same limits as {@link #inspect}.
   *
   * @param format the package's, as {@link PackageFacts#format()} keeps it
   * @param file opens it, on the thread that reads it and closes it
   * @return empty if it does not say, or this version does not know the format
   * @throws UnreadablePackageException {@code package-unreadable} if it is broken
   * @throws UnavailableException if our own disk fails, or its turn does not come in time
   */
  public Optional<DeviceList> devices(
      String format, long sizeBytes, Callable<SeekableByteChannel> file) {
    PackageFormat known = format(format).orElse(null);
    if (known == null) {
      return Optional.empty();
    }
    awaitTurn();
    return onItsOwnThread(sizeBytes, file, known::devices, turns::release);
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException ownDisk) {
      throw unavailable(ownDisk);
    }
  }

  private static Callable<SeekableByteChannel> opener(Path file) {
    return () -> Files.newByteChannel(file, StandardOpenOption.READ);
  }

  private Function<PackageFile, PackageFacts> factsReader(String originalFileName) {
    return opened -> formatOf(opened, originalFileName).inspect(opened);
  }

  /**
   * @param release gives the turn back, when the thread ends
   */
  private <T> T onItsOwnThread(
      long sizeBytes,
      Callable<SeekableByteChannel> file,
      Function<PackageFile, T> reader,
      Runnable release) {
    FutureTask<T> task = new FutureTask<>(() -> read(file, reader));
    boolean started = false;
    try {
      Thread thread =
          threads.newThread(
              () -> {
                try {
                  task.run();
                } finally {
                  release.run();
                }
              });
      thread.start();
      started = true;
      return answer(thread, task, limits.timeFor(sizeBytes));
    } finally {
      if (!started) {
        release.run();
      }
    }
  }

  private void awaitTurn() {
    boolean mine;
    try {
      mine = turns.tryAcquire(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      LOG.log(Level.WARNING, LogLine.of("format.busy").toString());
      throw new UnavailableException("Too many packages are being read; send it again later.");
    }
  }

  private static <T> T answer(Thread thread, FutureTask<T> task, Duration time) {
    try {
      thread.join(time.toMillis());
      if (!task.isDone()) {
        // its turn ends when its thread does
        task.cancel(true);
        LOG.log(Level.WARNING, LogLine.of("format.timeout").with("after", time).toString());
        throw TimeLimit.exceeded();
      }
      return task.get();
    } catch (InterruptedException stopping) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnavailableException("The server is stopping; send it again later.");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof DomainException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("A reader failed", failure.getCause());
    }
  }

  private <T> T read(Callable<SeekableByteChannel> file, Function<PackageFile, T> reader)
      throws Exception {
    try (PackageFile opened = PackageFile.open(file.call(), limits)) {
      return reader.apply(opened);
    } catch (DomainException refusal) {
      throw refusal;
    } catch (IOException | UncheckedIOException ownDisk) {
      TimeLimit.check();
      throw unavailable(ownDisk);
    } catch (RuntimeException | AssertionError | VirtualMachineError surprise) {
      // A reader's failure is the package's fault and must stay with this upload, also where stack
      // or heap run out. Its message may hold text out of the package. What says that our own
      // classes do not fit (LinkageError) is no package's fault.
      LOG.log(
          Level.WARNING,
          LogLine.of("format.unreadable")
              .with("failure", surprise.getClass().getName())
              .toString());
      throw new UnreadablePackageException(
          PackageDefect.UNREADABLE, "The package cannot be read: its contents make no sense.");
    }
  }

  private static UnavailableException unavailable(Exception ownDisk) {
    LOG.log(Level.ERROR, LogLine.of("format.unavailable").toString(), ownDisk);
    return new UnavailableException("The uploaded file cannot be read back at the moment.");
  }

  private PackageFormat formatOf(PackageFile file, String originalFileName) {
    List<PackageFormat> claims =
        formats.stream().filter(format -> format.recognises(file)).toList();
    if (claims.isEmpty()) {
      throw file.isArchive()
          ? new UnsupportedPackageException(
              PackageDefect.UNSUPPORTED_FORMAT, whyUnknown(originalFileName))
          : new UnsupportedPackageException(
              PackageDefect.NOT_AN_ARCHIVE, "The file is no package: it does not begin like one.");
    }
    if (claims.size() > 1) {
      throw new UnreadablePackageException(
          PackageDefect.FORMAT_MISMATCH, "The file is a package of two formats at once.");
    }
    return claims.get(0);
  }

  private static String whyUnknown(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".apk")) {
      return "The file has no AndroidManifest.xml at its top, so it is no Android package.";
    }
    if (name.endsWith(".ipa")) {
      return "The file has no Payload/<name>.app/Info.plist, so it is no iOS package.";
    }
    if (name.endsWith(".aab")) {
      return "The file has no base/manifest/AndroidManifest.xml, so it is no Android App Bundle.";
    }
    if (name.endsWith(".hap") || name.endsWith(".app")) {
      return "The file has neither module.json nor config.json at its top, so it is no HarmonyOS"
          + " package.";
    }
    return "The file is no package of a format that is supported.";
  }
}
