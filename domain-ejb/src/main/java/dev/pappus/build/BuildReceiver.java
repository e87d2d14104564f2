package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AccessRule;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.format.UnsupportedPackageException;
import dev.pappus.review.GuidelinesDesk;
import dev.pappus.review.GuidelinesNotAcceptedException;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.storage.FileTooLargeException;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StagingArea;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes an upload in: staged, inspected, kept, published. No transaction is open while bytes move;
 * only the last step is one.
 */
@ApplicationScoped
public class BuildReceiver {
  /** Of release notes, in UTF-16 units. */
  public static final int MAX_NOTES_LENGTH = 20_000;

  private static final int MAX_FILE_NAME_LENGTH = 255;
  private static final int MAX_NAME_LENGTH = 255;

  /** What a build has for a format whose file no reader knows. */
  static final String FILE_FORMAT = "file";

  @Inject AccessControl accessControl;
  @Inject GuidelinesDesk guidelines;
  @Inject BuildSettings settings;
  @Inject StagingArea staging;
  @Inject StoredFiles files;
  @Inject PackageInspector inspector;
  @Inject BuildPublisher publisher;

  /**
   * Asks whether a caller may upload at all, for whoever promises it a place to do so.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws GuidelinesNotAcceptedException {@code guidelines-not-accepted}
   */
  public void requireMayUpload(Caller caller) {
    accessControl.requireSomewhere(caller, Permission.UPLOAD);
    guidelines.requireAccepted(caller);
  }

  /**
   * Takes the bytes in; the caller closes what it gets.
   *
   * @throws GuidelinesNotAcceptedException {@code guidelines-not-accepted}, before a byte is read
   * @throws FileTooLargeException {@code file-too-large}, before the rest is read
   * @throws IOException if the client went away or the disk is full
   */
  public StagedFile stage(Caller caller, InputStream in) throws IOException {
    requireMayUpload(caller);
    return staging.stage(in, settings.maxUploadBytes());
  }

  /**
   * Takes the bytes in where they come before it is known who sends them; {@link #receive} asks.
   *
   * @throws FileTooLargeException {@code file-too-large}, before the rest is read
   * @throws IOException if the client went away or the disk is full
   */
  public StagedFile stageUnknown(InputStream in) throws IOException {
    return staging.stage(in, settings.maxUploadBytes());
  }

  /** Makes a build of a staged file: {@link #receive(Caller, StagedFile, BuildDetails, UUID)}. */
  public BuildInContext receive(Caller caller, StagedFile staged, BuildDetails details)
      throws IOException {
    return receive(caller, staged, details, PublicId.newKey());
  }

  /**
   * Makes a build of a staged file.
   *
   * @param id the key that the build is to have, a new one of ours
   * @throws DomainException {@code file-empty}, {@code package-unreadable}, {@code
   *     package-unsupported}, {@code field-invalid}, {@code text-invalid}, {@code plan-limit},
   *     {@code guidelines-not-accepted}; nothing is stored then
   * @throws IOException if the file cannot be kept
   */
  public BuildInContext receive(Caller caller, StagedFile staged, BuildDetails details, UUID id)
      throws IOException {
    accessControl.requireSomewhere(caller, Permission.UPLOAD);
    PublishOrder order =
        new PublishOrder(
            id,
            TextRules.optional("notes", details.notes(), MAX_NOTES_LENGTH),
            details.channel(),
            details.access() == null ? null : AccessRule.ofWireName(details.access()),
            details.password());
    String fileName = fileName(details.fileName());
    PackageFacts facts = inspect(staged, fileName, details);
    Title title = Title.of(facts, details);
    UUID key = files.keep(staged);
    boolean published = false;
    try {
      BuildContent content = content(staged, key, fileName, facts, title);
      BuildInContext build = Conflict.retrying(() -> publisher.publish(caller, content, order));
      published = true;
      return build;
    } finally {
      if (!published) {
        files.giveBack(key);
      }
    }
  }

  /** Any other file is taken as well, where the client gives it a name and a version. */
  private PackageFacts inspect(StagedFile staged, String fileName, BuildDetails details) {
    try {
      return inspector.inspect(staged.path(), fileName);
    } catch (UnsupportedPackageException e) {
      if (details.name() != null && details.version() != null) {
        return PackageFacts.nameless(FILE_FORMAT, Map.of());
      }
      throw e;
    }
  }

  /** What a build is called. */
  private record Title(String bundleId, String name, String version, String versionCode) {

    static Title of(PackageFacts facts, BuildDetails details) {
      String name = chosen("name", facts, details.name(), facts.name());
      String version = chosen("version", facts, details.version(), facts.displayVersion());
      return new Title(
          Objects.requireNonNullElse(facts.bundleId(), name),
          name,
          version,
          Objects.requireNonNullElse(facts.versionCode(), version));
    }

    /** Only of files that are handed out as they are, the client's word goes first. */
    private static String chosen(
        String field, PackageFacts facts, @Nullable String given, @Nullable String told) {
      boolean asked = facts.platform() == Platform.FILE && given != null && !given.isBlank();
      if (asked) {
        return TextRules.required(field, given, MAX_NAME_LENGTH);
      }
      if (told == null) {
        throw new InvalidFieldException(
            field, "must be given with this upload, as the file does not tell it");
      }
      return told;
    }
  }

  private static BuildContent content(
      StagedFile staged, UUID key, String fileName, PackageFacts facts, Title title) {
    return new BuildContent(
        facts.format(),
        facts.platform(),
        title.bundleId(),
        title.name(),
        title.version(),
        title.versionCode(),
        facts.minimumOs(),
        facts.icon(),
        BuildFacts.json(facts),
        key,
        fileName,
        staged.sizeBytes(),
        staged.sha256());
  }

  /** The last part of a path, cut to what we keep. */
  private static String fileName(String given) {
    String text = TextRules.storable(given);
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    String name = text.substring(slash + 1).replaceAll("\\p{Cntrl}", "").strip();
    String cut =
        name.length() > MAX_FILE_NAME_LENGTH
            ? name.substring(name.length() - MAX_FILE_NAME_LENGTH)
            : name;
    return cut.isEmpty() ? "package" : TextRules.storable(cut);
  }
}
