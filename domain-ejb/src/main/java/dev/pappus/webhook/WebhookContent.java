package dev.pappus.webhook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a webhook, checked and complete.
 *
 * @param url as {@link dev.pappus.webhook.endpoint.EndpointUrl#uri()} writes it
 */
public record WebhookContent(
    String name, String url, Set<String> events, boolean enabled, String format) {

  static WebhookContent of(Webhook webhook) {
    return new WebhookContent(
        webhook.name(), webhook.url(), webhook.events(), webhook.enabled(), webhook.format());
  }

  /** This with what a checked draft says. */
  WebhookContent with(WebhookDraft draft) {
    List<String> newEvents = draft.events();
    return new WebhookContent(
        or(draft.name(), name),
        or(draft.url(), url),
        newEvents == null ? events : new LinkedHashSet<>(newEvents),
        or(draft.enabled(), enabled),
        or(draft.format(), format));
  }

  private static <T> T or(@Nullable T wished, T current) {
    return wished == null ? current : wished;
  }

  /** For the audit; the query of the URL may be a secret and is left out. */
  JsonObject masked() {
    int query = url.indexOf('?');
    return Json.createObjectBuilder()
        .add("name", name)
        .add("url", query < 0 ? url : url.substring(0, query) + "?…")
        .add("events", Json.createArrayBuilder(events))
        .add("enabled", enabled)
        .add("format", format)
        .build();
  }
}
