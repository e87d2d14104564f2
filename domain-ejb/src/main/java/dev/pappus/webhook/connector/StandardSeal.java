package dev.pappus.webhook.connector;

import dev.pappus.webhook.signing.StandardSignature;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs a call by Standard Webhooks 1.0: three headers over id, time and the exact body. */
public final class StandardSeal {

  private StandardSeal() {}

  /** The call with {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. */
  public static OutboundRequest seal(OutboundRequest request, SealContext context) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    long timestamp = context.at().getEpochSecond();
    headers.put("webhook-id", context.webhookId());
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        StandardSignature.header(
            context.secrets(), context.key(), context.webhookId(), timestamp, request.body()));
    return new OutboundRequest(request.url(), headers, request.body());
  }
}
