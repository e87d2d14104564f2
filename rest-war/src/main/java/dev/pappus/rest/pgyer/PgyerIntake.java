package dev.pappus.rest.pgyer;

import dev.pappus.account.UnauthenticatedException;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildReceiver;
import dev.pappus.build.BuildRepository;
import dev.pappus.build.BuildSettings;
import dev.pappus.build.FileMissingFromUploadException;
import dev.pappus.rest.form.MultipartForm;
import dev.pappus.rest.form.StagedParts;
import dev.pappus.shared.security.Caller;
import dev.pappus.storage.StagedFile;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes packages in, in one call or by a ticket; never through memory. */
@RequestScoped
class PgyerIntake {
  private static final String FILE = "file";
  private static final String KEY = "key";
  private static final String SIGNATURE = "signature";
  private static final String TICKET = "x-cos-security-token";
  private static final String FILE_NAME = "x-cos-meta-file-name";
  private static final Set<String> TICKET_FIELDS = Set.of(KEY, SIGNATURE, TICKET, FILE_NAME);

  @Inject PgyerCall call;
  @Inject UnknownUploads unknown;
  @Inject UploadTickets tickets;
  @Inject BuildReceiver receiver;
  @Inject BuildRepository builds;
  @Inject BuildSettings settings;

  private @Nullable Caller caller;
  private @Nullable UploadTicket ticket;
  private UnknownUploads.@Nullable Place place;

  /** Package and key in one form, in whatever order. */
  BuildInContext whole(HttpServletRequest request) throws IOException {
    Set<String> names = new HashSet<>(UploadFields.NAMES);
    names.add(PgyerCall.API_KEY);
    caller = call.caller(Map.of()).orElse(null);
    try (StagedParts parts = new StagedParts(this::stage, 1)) {
      Map<String, String> texts =
          form(names)
              .read(
                  request,
                  part -> {
                    if (caller == null) {
                      caller = call.caller(part.before()).orElse(null);
                    }
                    parts.take(part);
                  });
      Caller uploader =
          Optional.ofNullable(caller)
              .or(() -> call.caller(texts))
              .orElseThrow(PgyerCall::keyMissing);
      StagedParts.StagedPart file = parts.first().orElseThrow(FileMissingFromUploadException::new);
      return receiver.receive(uploader, file.file(), UploadFields.details(file.fileName(), texts));
    } finally {
      if (place != null) {
        place.close();
      }
    }
  }

  private StagedFile stage(InputStream body) throws IOException {
    Caller uploader = caller;
    if (uploader != null) {
      return receiver.stage(uploader, body);
    }
    if (place == null) {
      place = unknown.enter(call.network());
    }
    return receiver.stageUnknown(body);
  }

  /** A package for which a ticket was given out; brought again it changes nothing. */
  void byTicket(HttpServletRequest request) throws IOException {
    try (StagedParts parts = new StagedParts(this::stage, 1)) {
      Map<String, String> texts =
          form(TICKET_FIELDS)
              .read(
                  request,
                  part -> {
                    if (!builds.isTaken(admit(part.before()).build())) {
                      parts.take(part);
                    }
                  });
      if (ticket == null) {
        admit(texts);
        throw new FileMissingFromUploadException();
      }
      Optional<StagedParts.StagedPart> file = parts.first();
      if (file.isPresent()) {
        String name = PgyerCall.given(texts, FILE_NAME).orElse(file.get().fileName());
        receive(ticket, file.get().file(), name);
      }
    }
  }

  private void receive(UploadTicket admitted, StagedFile file, String name) throws IOException {
    try {
      receiver.receive(
          Objects.requireNonNull(caller), file, admitted.details(name), admitted.build());
    } catch (EJBException | PersistenceException e) {
      // the same package twice at the same time: one of them is the build
      if (!builds.isTaken(admitted.build())) {
        throw e;
      }
    }
  }

  /** Before a byte of the package is read. */
  private UploadTicket admit(Map<String, String> texts) {
    UploadTicket admitted =
        keyIn(PgyerCall.given(texts, KEY).orElse(""))
            .flatMap(
                build ->
                    tickets.open(
                        build, texts.getOrDefault(TICKET, ""), texts.getOrDefault(SIGNATURE, "")))
            .orElseThrow(
                () ->
                    new UnauthenticatedException(
                        "Ask app/getCOSToken for a key, and send key, signature and"
                            + " x-cos-security-token before the file, within half an hour."));
    caller = call.caller(admitted.token());
    ticket = admitted;
    return admitted;
  }

  /** The build's key in that of an upload, which has the ending of a file's name. */
  static Optional<UUID> keyIn(String text) {
    int dot = text.indexOf('.');
    return HexKey.parse(dot < 0 ? text : text.substring(0, dot));
  }

  private MultipartForm form(Set<String> names) {
    return new MultipartForm(names, Set.of(FILE), settings.maxUploadBytes());
  }
}
