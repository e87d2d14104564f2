package dev.pappus.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wishes of a webhook, unchecked. Null where nothing was said: on creation the
 * default or a refusal, on a change the value that is.
 *
 * @param name at most 100 characters, not blank
 * @param url see {@link dev.pappus.webhook.endpoint.EndpointUrl}
 * @param events wire names, at least one; doubles count once
 * @param enabled on creation true by default
 * @param format kind of a connector, on creation {@code pgyer} by default
 */
public record WebhookDraft(
    @Nullable String name,
    @Nullable String url,
    @Nullable List<String> events,
    @Nullable Boolean enabled,
    @Nullable String format,
    WebhookWishes wishes) {

  /** Nothing said about how it is called. */
  public WebhookDraft(
      @Nullable String name,
      @Nullable String url,
      @Nullable List<String> events,
      @Nullable Boolean enabled,
      @Nullable String format) {
    this(name, url, events, enabled, format, WebhookWishes.NONE);
  }

  /** A change that switches on or off, and nothing else. */
  public static WebhookDraft ofEnabled(boolean enabled) {
    return new WebhookDraft(null, null, null, enabled, null);
  }

  /** The same with another URL. */
  WebhookDraft withUrl(@Nullable String newUrl) {
    return new WebhookDraft(name, newUrl, events, enabled, format, wishes);
  }
}
