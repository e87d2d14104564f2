package dev.pappus.rest.build;

import dev.pappus.account.AccessControl;
import dev.pappus.build.BuildReceiver;
import dev.pappus.build.BuildSettings;
import dev.pappus.build.FileMissingFromUploadException;
import dev.pappus.rest.form.ClientStream;
import dev.pappus.rest.form.MultipartForm;
import dev.pappus.rest.form.StagedParts;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.FileTooLargeException;
import dev.pappus.storage.StagedFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Takes the package of a request to the staging area, as a raw body or in a form. */
@RequestScoped
class UploadIntake {
  @Inject CurrentCaller caller;
  @Inject AccessControl accessControl;
  @Inject BuildReceiver receiver;
  @Inject BuildSettings settings;

  /** What becomes of a form's package and texts. */
  @FunctionalInterface
  interface FormUse<T> {
    T of(Caller caller, StagedParts.StagedPart file, Map<String, String> texts) throws IOException;
  }

  /** What becomes of a raw body. */
  @FunctionalInterface
  interface RawUse<T> {
    T of(Caller caller, StagedFile file) throws IOException;
  }

  /** Whether the caller may upload is asked before a byte is read. */
  <T> T raw(HttpServletRequest request, RawUse<T> use) throws IOException {
    Caller uploader = admitted();
    if (request.getContentLengthLong() > settings.maxUploadBytes()) {
      throw new FileTooLargeException(settings.maxUploadBytes());
    }
    try (StagedFile staged = receiver.stage(uploader, ClientStream.of(request))) {
      return use.of(uploader, staged);
    }
  }

  /**
   * @param texts names of fields that are read; others are ignored
   */
  <T> T form(HttpServletRequest request, Set<String> texts, FormUse<T> use) throws IOException {
    Caller uploader = admitted();
    MultipartForm form =
        new MultipartForm(texts, Set.of(UploadForm.FILE), settings.maxUploadBytes());
    try (StagedParts parts = new StagedParts(body -> receiver.stage(uploader, body), 1)) {
      Map<String, String> given = form.read(request, parts);
      return use.of(
          uploader, parts.first().orElseThrow(FileMissingFromUploadException::new), given);
    }
  }

  private Caller admitted() {
    Caller uploader = caller.get();
    accessControl.requireSomewhere(uploader, Permission.UPLOAD);
    return uploader;
  }
}
