package dev.pappus.webhook;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers that webhooks add to their calls: sealed at rest as one text, opened to send. */
@ApplicationScoped
public class WebhookHeaders {
  private static final System.Logger LOG = System.getLogger(WebhookHeaders.class.getName());
  private static final String PURPOSE = "webhook-headers";

  @Inject KeyRing keyRing;

  /** As it is stored; null for none. */
  @Nullable String seal(List<CustomHeader> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    JsonArrayBuilder json = Json.createArrayBuilder();
    headers.forEach(
        header ->
            json.add(
                Json.createObjectBuilder()
                    .add("name", header.name())
                    .add("value", header.value())
                    .add("secret", header.secret())));
    return keyRing.seal(PURPOSE, json.build().toString());
  }

  /** The same under the newest key. */
  String reseal(String sealed) {
    return keyRing.reseal(PURPOSE, sealed);
  }

  /**
   * What a call carries, from the sealed text of a webhook's row.
   *
   * @throws UnreadableSecretException if the installation's key has changed
   */
  public List<CustomHeader> open(@Nullable String sealed) {
    if (sealed == null) {
      return List.of();
    }
    try (var reader = Json.createReader(new StringReader(keyRing.open(PURPOSE, sealed)))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .map(
              header ->
                  new CustomHeader(
                      header.getString("name"),
                      header.getString("value"),
                      header.getBoolean("secret")))
          .toList();
    }
  }

  /**
   * A webhook's headers, to be shown or changed; none where they cannot be read, so that a lost key
   * does not keep anybody from setting the webhook right.
   */
  public List<CustomHeader> of(Webhook webhook) {
    try {
      return open(webhook.sealedHeaders());
    } catch (UnreadableSecretException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("webhook.headers-unreadable")
              .with("webhook", PublicId.format(IdKind.WEBHOOK, webhook.id()))
              .toString());
      return List.of();
    }
  }
}
