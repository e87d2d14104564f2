package dev.pappus.account;

import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditFilter;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.text.CsvText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit as CSV in UTF-8, newest first, page by page: however long, it needs little memory. */
@ApplicationScoped
public class AuditExport {
  @Inject AuditReader reader;

  /**
   * Begins an export, which is in the audit too. Before the first byte, so that a refusal is still
   * an answer of its own.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public void begin(Caller caller, AuditFilter filter) {
    reader.export(caller, filter);
  }

  /** Writes all that the filter lets through. */
  public void write(Caller caller, AuditFilter filter, OutputStream out) throws IOException {
    out.write(
        bytes(
            List.of(
                "id",
                "time",
                "outcome",
                "attempts",
                "actorKind",
                "actorId",
                "actor",
                "address",
                "action",
                "subject",
                "before",
                "after")));
    String cursor = "";
    while (cursor != null) {
      Page<AuditEntry> page =
          reader.page(caller, filter, PageRequest.of(PageRequest.MAX_LIMIT, cursor));
      for (AuditEntry entry : page.items()) {
        out.write(bytes(cells(entry)));
      }
      cursor = page.next();
    }
  }

  private static List<@Nullable Object> cells(AuditEntry entry) {
    return Arrays.asList(
        PublicId.format(IdKind.AUDIT_ENTRY, entry.id()),
        entry.at(),
        entry.outcome(),
        entry.attempts(),
        entry.actorKind(),
        actorId(entry),
        entry.actorName(),
        entry.remoteAddress(),
        entry.action(),
        entry.subject(),
        entry.before(),
        entry.after());
  }

  /** The public id of who did it; null for the server itself and for strangers. */
  public static @Nullable String actorId(AuditEntry entry) {
    UUID id = entry.actorId();
    return id == null
        ? null
        : switch (entry.actorKind()) {
          case TOKEN -> PublicId.format(IdKind.TOKEN, id);
          case INGEST -> PublicId.format(IdKind.APP, id);
          case USER, SYSTEM -> PublicId.format(IdKind.USER, id);
        };
  }

  private static byte[] bytes(List<? extends @Nullable Object> cells) {
    return CsvText.line(cells).getBytes(StandardCharsets.UTF_8);
  }
}
