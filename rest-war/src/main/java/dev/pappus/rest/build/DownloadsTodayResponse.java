package dev.pappus.rest.build;

import dev.pappus.install.DownloadsToday;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often a build was downloaded today. */
@Schema(name = "DownloadsToday")
public record DownloadsTodayResponse(
    @Schema(
            description =
                "Whether downloads are counted on this installation; all else is null if not")
        boolean counted,
    @Schema(nullable = true, examples = "3") @Nullable Long used,
    @Schema(nullable = true, description = "How often it may be", examples = "500")
        @Nullable Long limit,
    @Schema(nullable = true, description = "Whether the team's real name is verified")
        @Nullable Boolean verified,
    @Schema(nullable = true, examples = "2026-11-29") @Nullable String day,
    @Schema(
            nullable = true,
            description = "Whose midnight begins a day",
            examples = "Asia/Shanghai")
        @Nullable String timeZone) {

  static DownloadsTodayResponse of(@Nullable DownloadsToday today) {
    return today == null
        ? new DownloadsTodayResponse(false, null, null, null, null, null)
        : new DownloadsTodayResponse(
            true,
            today.used(),
            today.allowance().limit(),
            today.allowance().verified(),
            today.allowance().day().toString(),
            today.allowance().zone().getId());
  }
}
