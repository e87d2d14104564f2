package dev.pappus.rest.webhook;

import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.WebhookFilter;
import dev.pappus.webhook.WebhookWishes;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which of a team's events a webhook gets, as it comes and as it goes. */
@Schema(
    name = "WebhookFilterForm",
    description = "What is in two lists must be in both; an empty or absent list excludes nothing")
public record FilterMember(
    @Schema(
            description = "Ids of at most 100 apps",
            examples = "[\"app_01kb0n6vd3e8s9t2w4x6y8z0ab\"]")
        @Nullable List<String> apps,
    @Schema(description = "ios, android, harmonyos, file", examples = "[\"ios\"]")
        @Nullable List<String> platforms,
    @Schema(description = "Names of at most 50 channels", examples = "[\"beta\"]")
        @Nullable List<String> channels) {

  static FilterMember of(WebhookFilter filter) {
    return new FilterMember(
        sorted(filter.apps().stream().map(id -> PublicId.format(IdKind.APP, id))),
        sorted(filter.platforms().stream().map(Platform::wireName)),
        sorted(filter.channels().stream()));
  }

  private static List<String> sorted(Stream<String> texts) {
    return texts.sorted().toList();
  }

  static WebhookWishes.@Nullable Filter toWish(@Nullable FilterMember member) {
    return member == null
        ? null
        : new WebhookWishes.Filter(member.apps, member.platforms, member.channels);
  }
}
