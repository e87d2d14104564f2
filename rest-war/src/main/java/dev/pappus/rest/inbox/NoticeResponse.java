package dev.pappus.rest.inbox;

import dev.pappus.inbox.Notice;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something the team was told. */
@Schema(name = "Notice")
public record NoticeResponse(
    @Schema(examples = "ntc_06ac1b9xmyf9kq4t3x2b0c8n5r") String id,
    @Schema(
            description =
                "`endpoint-failing`, `endpoint-disabled` or `endpoint-recovered`; more may come")
        String kind,
    @Schema(nullable = true, description = "Null for a webhook of the whole team")
        @Nullable String appId,
    @Schema(description = "The webhook it is about") String webhookId,
    String webhookName,
    @Schema(description = "More in plain words, may be empty") String detail,
    Instant createdAt,
    @Schema(nullable = true, description = "Null while nobody has read it")
        @Nullable Instant readAt) {

  static NoticeResponse of(Notice notice) {
    return new NoticeResponse(
        PublicId.format(IdKind.NOTICE, notice.id()),
        notice.kind(),
        Ids.orNull(IdKind.APP, notice.appId()),
        PublicId.format(IdKind.WEBHOOK, notice.subjectId()),
        notice.subjectName(),
        notice.detail(),
        notice.createdAt(),
        notice.readAt());
  }
}
