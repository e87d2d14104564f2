package dev.pappus.rest.webhook;

import dev.pappus.webhook.network.NetworkWish;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The networks that are to be open to webhooks, all of them. */
@Schema(name = "WebhookNetworksRequest")
public record NetworksRequest(
    @Schema(required = true, description = "At most 64; an empty list closes all")
        @Nullable List<NetworkRequest> networks) {

  /** Null if no list was sent: whether the caller may is asked before that is judged. */
  @Nullable List<NetworkWish> toWishes() {
    return networks == null
        ? null
        : networks.stream().map(one -> new NetworkWish(one.network(), one.note())).toList();
  }
}
