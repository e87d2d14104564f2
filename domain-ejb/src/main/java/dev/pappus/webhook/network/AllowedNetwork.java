package dev.pappus.webhook.network;

import dev.pappus.shared.net.Network;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A network that webhooks may reach although it is not public.
 *
 * @param network in CIDR notation, as it was written
 * @param note why
 * @param addedBy name of whoever wrote it last
 */
public record AllowedNetwork(String network, String note, String addedBy, Instant addedAt) {

  /** The range; empty never but for what somebody wrote into the table. */
  public Optional<Network> range() {
    return Network.parse(network);
  }

  /** Whether it is the same for the same reason. */
  boolean says(AllowedNetwork other) {
    return network.equals(other.network) && note.equals(other.note);
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("network", network)
        .add("note", note)
        .add("addedBy", addedBy)
        .add("addedAt", addedAt.toString())
        .build();
  }

  static AllowedNetwork of(JsonObject json) {
    return new AllowedNetwork(
        json.getString("network"),
        json.getString("note"),
        json.getString("addedBy"),
        Instant.parse(json.getString("addedAt")));
  }
}
