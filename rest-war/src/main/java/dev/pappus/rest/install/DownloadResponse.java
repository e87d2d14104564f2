package dev.pappus.rest.install;

import dev.pappus.install.LoggedDownload;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.ActorKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That somebody began to download a package. */
@Schema(name = "DownloadEntry")
public record DownloadResponse(
    @Schema(examples = "bld_01kb0n6vd3e8s9t2w4x6y8z0ab") String buildId,
    Instant at,
    @Schema(description = "Where it came from", examples = "203.0.113.7") String address,
    @Schema(
            nullable = true,
            type = SchemaType.STRING,
            enumeration = {"TOKEN", "USER", "INGEST", "SYSTEM"},
            description = "How whoever it was proved itself; null for a stranger")
        @Nullable ActorKind actorKind,
    @Schema(description = "Who it was, empty for a stranger", examples = "ada@example.com")
        String actor) {

  static DownloadResponse of(LoggedDownload download) {
    return new DownloadResponse(
        PublicId.format(IdKind.BUILD, download.buildId()),
        download.at(),
        download.remoteAddress(),
        download.actorKind(),
        download.actorName());
  }
}
