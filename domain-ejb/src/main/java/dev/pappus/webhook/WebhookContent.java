package dev.pappus.webhook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;

/**
 * What a person decides about a webhook, checked and complete.
 *
 * @param url as {@link dev.pappus.webhook.endpoint.EndpointUrl#uri()} writes it
 */
public record WebhookContent(
    String name,
    String url,
    Set<String> events,
    boolean enabled,
    String format,
    WebhookOptions options) {

  /**
   * As it is.
   *
   * @param headers the webhook's, opened
   */
  public static WebhookContent of(Webhook webhook, List<CustomHeader> headers) {
    return new WebhookContent(
        webhook.name(),
        webhook.url(),
        webhook.events(),
        webhook.enabled(),
        webhook.format(),
        webhook.options(headers));
  }

  WebhookContent withUrl(String newUrl) {
    return new WebhookContent(name, newUrl, events, enabled, format, options);
  }

  /** For the audit; the query of the URL may be a secret and is left out. */
  JsonObject masked() {
    int query = url.indexOf('?');
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", name)
            .add("url", query < 0 ? url : url.substring(0, query) + "?…")
            .add("events", Json.createArrayBuilder(events))
            .add("enabled", enabled)
            .add("format", format);
    options.addTo(json);
    return json.build();
  }
}
