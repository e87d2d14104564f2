package dev.pappus.rest.inspector;

import dev.pappus.inspector.RequestBin;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.endpoint.OwnBins;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request bin. */
@Schema(name = "Bin")
public record BinResponse(
    @Schema(examples = "bin_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Try-out") String name,
    @Schema(
            description = "Takes requests of any method, with anything behind it",
            examples = "http://127.0.0.1:8080/bin/5gq0v1t8k3m7x2z9c4w6n0a8b1d3e5f7")
        String url,
    @Schema(examples = "503,503,200") String script,
    @Schema(examples = "0") long delayMs,
    @Schema(examples = "") String answerBody,
    @Schema(description = "How many requests have come, kept or not", examples = "3")
        long requestCount,
    Instant createdAt,
    @Schema(description = "When it goes, if it is not changed before") Instant expiresAt) {

  static BinResponse of(RequestBin bin, PublicUrls urls) {
    return new BinResponse(
        PublicId.format(IdKind.REQUEST_BIN, bin.id()),
        bin.name(),
        urls.of(OwnBins.PATH + bin.token()),
        bin.script().toString(),
        bin.delay().toMillis(),
        bin.answerBody(),
        bin.received(),
        bin.createdAt(),
        bin.expiresAt());
  }
}
