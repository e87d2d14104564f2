package dev.pappus.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.AttemptThrottle;
import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.format.InspectorFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.install.DeviceCheck.Answer;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.storage.FileMissingException;
import dev.pappus.storage.StoredFiles;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String HERE = "10.0.0.7";
  private static final String NEWER = "00008030-001A2B3C4D5E6F70";
  private static final String OLDER = "00112233445566778899aabbccddeeff00112233";
  private static final String STRANGER = "ffffffffffffffffffffffffffffffffffffffff";

  @TempDir Path folder;
  private final DeviceCheck check = new DeviceCheck();
  private final FolderFiles files = new FolderFiles();

  @BeforeEach
  void wire() {
    check.throttle =
        Injection.wire(
            new AttemptThrottle(), new SettableClock(Instant.parse("2026-11-24T12:00:00Z")));
    check.inspector = InspectorFixture.withAllFormats();
    check.files = files;
  }

  @Test
  void findsADeviceInWhateverCaseItIsTyped() throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(NEWER, OLDER).bytes());

    assertThat(check.check(offer, NEWER, HERE)).isEqualTo(Answer.REGISTERED);
    assertThat(check.check(offer, " " + NEWER.toLowerCase(Locale.ROOT) + "\r\n", HERE))
        .isEqualTo(Answer.REGISTERED);
    assertThat(check.check(offer, OLDER.toUpperCase(Locale.ROOT), HERE))
        .isEqualTo(Answer.REGISTERED);
    assertThat(files.open).hasValue(0);
  }

  @Test
  void saysThatADeviceIsNotListed() throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(NEWER).bytes());

    assertThat(check.check(offer, STRANGER, HERE)).isEqualTo(Answer.NOT_REGISTERED);
    assertThat(check.check(ipa(ProfileFixture.forTheStore().devices().bytes()), OLDER, HERE))
        .isEqualTo(Answer.NOT_REGISTERED);
  }

  @Test
  void findsADeviceOfAnExpiredProfileAsWell() throws IOException {
    InstallOffer offer =
        ipa(ProfileFixture.forTheStore().devices(OLDER).expires(Instant.EPOCH).bytes());

    assertThat(check.check(offer, OLDER, HERE)).isEqualTo(Answer.REGISTERED);
  }

  @Test
  void knowsAProfileForEveryDevice() throws IOException {
    assertThat(
            check.check(ipa(ProfileFixture.forTheStore().onAllDevices().bytes()), STRANGER, HERE))
        .isEqualTo(Answer.EVERY_DEVICE);
  }

  @Test
  void cannotTellWhereThePackageDoesNot() throws IOException {
    byte[] junk = "no profile".getBytes(StandardCharsets.US_ASCII);

    assertThat(check.check(ipa(ProfileFixture.forTheStore().bytes()), OLDER, HERE))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(check.check(ipa(junk), OLDER, HERE)).isEqualTo(Answer.UNKNOWN);
    assertThat(check.check(offer("ipa", IpaFixture.app("com.example.none").bytes()), OLDER, HERE))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(check.check(offer("apk", ApkFixture.app("com.example.app").bytes()), OLDER, HERE))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(check.check(offer("of-tomorrow", junk), OLDER, HERE)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void cannotTellOfAPackageThatIsRefusedByNow() throws IOException {
    byte[] whole = IpaFixture.app("com.example").bytes();

    assertThat(check.check(offer("ipa", "x".getBytes(StandardCharsets.US_ASCII)), OLDER, HERE))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(check.check(offer("ipa", Arrays.copyOf(whole, whole.length / 2)), OLDER, HERE))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(files.open).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "00008030001A2B3C4D5E6F70",
        "00008030-001A2B3C4D5E6F7",
        "00008030-001A2B3C4D5E6F700",
        "00008030-001A2B3C4D5E6F7G",
        "00112233445566778899aabbccddeeff0011223",
        "00112233445566778899aabbccddeeff001122334",
        "<script>alert(1)</script>",
        "00112233445566778899aabbccddeeff0011223\u0663"
      })
  void takesNothingElseForAnId(String typed) throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(typed).bytes());

    assertThat(check.check(offer, typed, HERE)).isEqualTo(Answer.MALFORMED);
    assertThat(files.opened).hasValue(0);
  }

  @Test
  void takesNothingOfGreatLength() throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(OLDER).bytes());

    assertThat(check.check(offer, "0".repeat(100_000), HERE)).isEqualTo(Answer.MALFORMED);
  }

  @Test
  void stopsGuessingFromOneAddressAndReadsNoMore() throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(OLDER).bytes());
    for (int i = 0; i < 10; i++) {
      assertThat(check.check(offer, STRANGER, HERE)).isEqualTo(Answer.NOT_REGISTERED);
    }
    int opened = files.opened.get();

    assertThat(check.check(offer, OLDER, HERE)).isEqualTo(Answer.TOO_MANY);
    assertThat(files.opened).hasValue(opened);
    assertThat(check.check(offer, OLDER, "10.0.0.8")).isEqualTo(Answer.REGISTERED);
  }

  @Test
  void isUnavailableWhereTheStoreLostTheFile() throws IOException {
    InstallOffer offer = ipa(ProfileFixture.forTheStore().devices(OLDER).bytes());
    Files.delete(folder.resolve(offer.build().fileKey().toString()));

    assertThat(check.check(offer, OLDER, HERE)).isEqualTo(Answer.UNAVAILABLE);
  }

  private InstallOffer ipa(byte[] profile) throws IOException {
    return offer("ipa", IpaFixture.app("com.example").profile(profile).bytes());
  }

  private InstallOffer offer(String format, byte[] bytes) throws IOException {
    StoredBuild build = new StoredBuild(format, bytes.length);
    Files.write(folder.resolve(build.fileKey().toString()), bytes);
    App app =
        new App(PublicId.newKey(), Platform.IOS, "com.example", "Example", "example", "k", NOW);
    return new InstallOffer(app, build, new Channel(app.id(), Channel.DEFAULT_NAME, true, NOW));
  }

  private static final class StoredBuild extends Build {
    private final UUID key = PublicId.newKey();
    private final String format;
    private final long size;

    StoredBuild(String format, long size) {
      this.format = format;
      this.size = size;
    }

    @Override
    public String format() {
      return format;
    }

    @Override
    public UUID fileKey() {
      return key;
    }

    @Override
    public long sizeBytes() {
      return size;
    }
  }

  /** The files of a folder; counts what is opened and not closed. */
  private final class FolderFiles extends StoredFiles {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public SeekableByteChannel channel(UUID key) throws IOException {
      Path path = folder.resolve(key.toString());
      if (!Files.exists(path)) {
        throw new FileMissingException(key);
      }
      return counted(Files.newByteChannel(path));
    }

    private SeekableByteChannel counted(SeekableByteChannel channel) {
      opened.incrementAndGet();
      open.incrementAndGet();
      return (SeekableByteChannel)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {SeekableByteChannel.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  open.decrementAndGet();
                }
                return method.invoke(channel, arguments);
              });
    }
  }
}
