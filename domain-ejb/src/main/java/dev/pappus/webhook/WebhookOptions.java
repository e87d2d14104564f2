package dev.pappus.webhook;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook is called, checked and complete.
 *
 * @param language of the texts in its bodies
 * @param zone of local times in its bodies
 * @param headers in every call, beside ours
 * @param retrySchedule delays after failed attempts; null for the installation's
 * @param rateLimit null for none
 * @param maxConcurrency calls at once; null for the installation's
 * @param ordered whether events go out one at a time, in their order
 * @param asymmetric whether an Ed25519 key signs along
 * @param filter which events of the team it gets; of an app's webhook always {@link
 *     WebhookFilter#ALL}
 */
public record WebhookOptions(
    Locale language,
    ZoneId zone,
    List<CustomHeader> headers,
    @Nullable List<Duration> retrySchedule,
    @Nullable RateLimit rateLimit,
    @Nullable Integer maxConcurrency,
    boolean ordered,
    boolean asymmetric,
    WebhookFilter filter) {

  public WebhookOptions {
    headers = List.copyOf(headers);
    retrySchedule = retrySchedule == null ? null : List.copyOf(retrySchedule);
  }

  /** What a webhook has for which nothing was said. */
  static WebhookOptions defaults(Locale language, ZoneId zone) {
    return new WebhookOptions(
        language, zone, List.of(), null, null, null, false, false, WebhookFilter.ALL);
  }

  /** For the audit: members in a fixed order, secret values masked. */
  void addTo(JsonObjectBuilder json) {
    JsonArrayBuilder shownHeaders = Json.createArrayBuilder();
    headers.forEach(
        header ->
            shownHeaders.add(
                Json.createObjectBuilder()
                    .add("name", header.name())
                    .add("value", header.shownValue())));
    json.add("language", language.toLanguageTag())
        .add("timeZone", zone.getId())
        .add("headers", shownHeaders)
        .add("retrySchedule", delays())
        .add("rateLimit", rate())
        .add(
            "maxConcurrency",
            maxConcurrency == null ? JsonValue.NULL : Json.createValue(maxConcurrency))
        .add("ordered", ordered)
        .add("asymmetric", asymmetric)
        .add("filter", filter.toJson());
  }

  private JsonValue delays() {
    if (retrySchedule == null) {
      return JsonValue.NULL;
    }
    return Json.createArrayBuilder(retrySchedule.stream().map(Duration::toString).toList()).build();
  }

  private JsonValue rate() {
    return rateLimit == null
        ? JsonValue.NULL
        : Json.createValue(rateLimit.calls() + " per " + rateLimit.per().wireName());
  }
}
