package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.Platform;
import dev.pappus.shared.problem.DomainException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link PackageFormat} owes, whatever its platform. */
public abstract class PackageFormatContract {
  @TempDir protected Path folder;

  protected abstract PackageFormat format();

  /** A whole package, with an icon if such packages have one. */
  protected abstract byte[] sample();

  /** Whether we can show an icon of such packages. */
  protected boolean hasIcons() {
    return true;
  }

  /** Names of the entries without which the sample is nothing. */
  protected abstract List<String> essentialEntries();

  @Test
  void knowsItsOwnPackage() throws IOException {
    try (PackageFile file = open(sample())) {
      assertThat(format().recognises(file)).isTrue();
    }
  }

  @Test
  void doesNotKnowAForeignArchive() throws IOException {
    byte[] foreign = new ZipFixture().entry("word/document.xml", new byte[10]).bytes();

    try (PackageFile file = open(foreign)) {
      assertThat(format().recognises(file)).isFalse();
    }
  }

  @Test
  void doesNotKnowItsPackageOneFolderDown() throws IOException {
    ZipFixture zip = new ZipFixture();
    essentialEntries().forEach(name -> zip.entry("folder/" + name, new byte[10]));

    try (PackageFile file = open(zip.bytes())) {
      assertThat(format().recognises(file)).isFalse();
    }
  }

  @Test
  void namesItselfInLowerCase() {
    assertThat(format().name()).matches("[a-z]+(?:-[a-z]+)*");
  }

  @Test
  void tellsWhoReadThePackage() {
    PackageFacts facts = inspect(sample());

    assertThat(facts.format()).isEqualTo(format().name());
    assertThat(facts.platform()).isEqualTo(format().platform());
  }

  @Test
  void readsTheSameTwice() {
    PackageFacts first = inspect(sample());
    PackageFacts second = inspect(sample());

    assertThat(second).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void givesTheIconAsAPlainPng() {
    IconImage icon = inspect(sample()).icon();

    assertThat(icon != null).isEqualTo(hasIcons());
    if (icon != null) {
      assertThat(icon.png()).startsWith(0x89, 'P', 'N', 'G');
      assertThat(icon.width()).isBetween(1, 512);
      assertThat(icon.height()).isBetween(1, 512);
    }
  }

  @Test
  void refusesAPackageCutAnywhere() {
    byte[] whole = sample();
    int step = Math.max(1, whole.length / 200);

    for (int length = 1; length < whole.length; length += step) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> inspect(cut))
          .isInstanceOf(DomainException.class)
          .extracting("code")
          .isIn("package-unreadable", "package-unsupported");
    }
  }

  @Test
  void answersOrRefusesWhateverIsDamaged() {
    Random random = new Random(20261124);

    for (int round = 0; round < 300; round++) {
      byte[] damaged = sample();
      for (int i = 0; i <= round % 4; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertThat(answers(damaged)).isTrue();
    }
  }

  @Test
  void tellsWhoseAppItIsOrLeavesItToTheUploader() {
    PackageFacts facts = inspect(sample());

    if (facts.platform() == Platform.FILE) {
      assertThat(facts.facts()).containsKey(PackageFact.SYSTEM.key());
    } else {
      assertThat(facts.bundleId()).isNotNull();
      assertThat(facts.name()).isNotNull();
      assertThat(facts.versionCode()).isNotNull();
    }
  }

  @Test
  void refusesAnEssentialEntryOfGarbage() {
    for (String name : essentialEntries()) {
      byte[] garbage =
          new ZipFixture().entry(name, "garbage".getBytes(StandardCharsets.US_ASCII)).bytes();
      assertThatThrownBy(() -> inspect(garbage)).isInstanceOf(UnreadablePackageException.class);
    }
  }

  /** As the thread learns of it that reads the package. */
  @Test
  void endsWhenItsTimeIsUp() throws IOException {
    try (PackageFile file = open(sample())) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> format().inspect(file))
          .isInstanceOf(UnreadablePackageException.class)
          .extracting("defect")
          .isEqualTo(PackageDefect.TIME_LIMIT);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void offersALinkOrAReason() {
    InstallSubject subject =
        new InstallSubject(
            "Demo",
            "com.example.demo",
            "1.0",
            URI.create("https://pappus.example/p?a=1&b=2"),
            URI.create("https://pappus.example/m?a=1&b=2"),
            null);

    InstallLink link = format().installLink(subject);

    assertThat(link.href() == null).isNotEqualTo(link.reason() == null);
  }

  private boolean answers(byte[] bytes) {
    try {
      inspect(bytes);
    } catch (UnreadablePackageException | UnsupportedPackageException refused) {
      return !refused.code().isEmpty();
    }
    return true;
  }

  protected PackageFile open(byte[] bytes) throws IOException {
    return PackageFile.open(write(bytes), ArchiveLimits.standard());
  }

  protected PackageFacts inspect(byte[] bytes) {
    return InspectorFixture.with(List.of(format())).inspect(write(bytes), "upload");
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("package"), bytes);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
