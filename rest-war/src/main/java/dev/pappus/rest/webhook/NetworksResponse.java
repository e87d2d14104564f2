package dev.pappus.rest.webhook;

import dev.pappus.webhook.network.AllowedNetwork;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The networks that webhooks may reach although they are not public. */
@Schema(name = "WebhookNetworks")
public record NetworksResponse(
    @Schema(
            description = "Those of the setting `pappus.webhook.allowed-networks`, always open",
            examples = "[\"192.168.7.0/24\"]")
        List<String> fixed,
    @Schema(description = "Those that administrators have opened") List<NetworkResponse> networks) {

  /** A network that an administrator has opened. */
  @Schema(name = "WebhookNetwork")
  public record NetworkResponse(
      @Schema(examples = "10.1.0.0/16") String network,
      @Schema(examples = "Build machines") String note,
      @Schema(description = "Who opened it") String addedBy,
      Instant addedAt) {}

  static NetworksResponse of(List<String> fixed, List<AllowedNetwork> networks) {
    return new NetworksResponse(
        fixed,
        networks.stream()
            .map(
                one -> new NetworkResponse(one.network(), one.note(), one.addedBy(), one.addedAt()))
            .toList());
  }
}
