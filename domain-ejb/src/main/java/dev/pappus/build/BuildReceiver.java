package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AccessRule;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.format.UnsupportedPackageException;
import dev.pappus.shared.Platform;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.storage.FileTooLargeException;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StagingArea;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes an upload in: staged, inspected, kept, published. No transaction is open while bytes move;
 * only the last step is one.
 */
@ApplicationScoped
public class BuildReceiver {
  static final int MAX_NOTES_LENGTH = 20_000;
  private static final int MAX_FILE_NAME_LENGTH = 255;
  private static final int MAX_NAME_LENGTH = 255;
  private static final String FILE_FORMAT = "file";

  @Inject AccessControl accessControl;
  @Inject BuildSettings settings;
  @Inject StagingArea staging;
  @Inject StoredFiles files;
  @Inject PackageInspector inspector;
  @Inject BuildPublisher publisher;

  /**
   * Takes the bytes in; the caller closes what it gets.
   *
   * @throws FileTooLargeException {@code file-too-large}, before the rest is read
   * @throws IOException if the client went away or the disk is full
   */
  public StagedFile stage(Caller caller, InputStream in) throws IOException {
    accessControl.requireSomewhere(caller, Permission.UPLOAD);
    return staging.stage(in, settings.maxUploadBytes());
  }

  /**
   * Makes a build of a staged file.
   *
   * @throws DomainException {@code file-empty}, {@code package-unreadable}, {@code
   *     package-unsupported}, {@code field-invalid}, {@code text-invalid}; nothing is stored then
   * @throws IOException if the file cannot be kept
   */
  public BuildInContext receive(Caller caller, StagedFile staged, BuildDetails details)
      throws IOException {
    accessControl.requireSomewhere(caller, Permission.UPLOAD);
    PublishOrder order =
        new PublishOrder(
            TextRules.optional("notes", details.notes(), MAX_NOTES_LENGTH),
            details.channel(),
            details.access() == null ? null : AccessRule.ofWireName(details.access()),
            details.password());
    String fileName = fileName(details.fileName());
    @Nullable PackageFacts facts = inspect(staged, fileName, details);
    UUID key = files.keep(staged);
    boolean published = false;
    try {
      BuildContent content =
          facts == null
              ? plainFile(staged, key, fileName, details)
              : packaged(staged, key, fileName, facts);
      BuildInContext build = Conflict.retrying(() -> publisher.publish(caller, content, order));
      published = true;
      return build;
    } finally {
      if (!published) {
        files.giveBack(key);
      }
    }
  }

  /** Null for a file that is no package, where the client gave it a name and a version. */
  private @Nullable PackageFacts inspect(StagedFile staged, String fileName, BuildDetails details) {
    try {
      return inspector.inspect(staged.path(), fileName);
    } catch (UnsupportedPackageException e) {
      if (details.name() != null && details.version() != null) {
        return null;
      }
      throw e;
    }
  }

  private static BuildContent packaged(
      StagedFile staged, UUID key, String fileName, PackageFacts facts) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    facts.facts().forEach(json::add);
    return new BuildContent(
        facts.format(),
        facts.platform(),
        facts.bundleId(),
        facts.name(),
        facts.displayVersion(),
        facts.versionCode(),
        facts.minimumOs(),
        facts.icon(),
        json.build(),
        key,
        fileName,
        staged.sizeBytes(),
        staged.sha256());
  }

  private static BuildContent plainFile(
      StagedFile staged, UUID key, String fileName, BuildDetails details) {
    String name = TextRules.required("name", details.name(), MAX_NAME_LENGTH);
    String version = TextRules.required("version", details.version(), MAX_NAME_LENGTH);
    return new BuildContent(
        FILE_FORMAT,
        Platform.FILE,
        name,
        name,
        version,
        version,
        null,
        null,
        JsonObject.EMPTY_JSON_OBJECT,
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
