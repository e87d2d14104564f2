package dev.pappus.webhook.network;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;

/**
 * The list of opened networks: the one row of its table, made with the schema. It is replaced as a
 * whole, so that of two people who edit it at once the second one learns of the first.
 */
@Entity
@Table(name = "webhook_networks")
public class AllowedNetworks extends AbstractEntity {
  /** The key of the one row, as the migration writes it. */
  static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

  /** JSON. */
  private String networks;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AllowedNetworks() {}

  /** In the order they were added. */
  List<AllowedNetwork> list() {
    try (var reader = Json.createReader(new StringReader(networks))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .map(AllowedNetwork::of)
          .toList();
    }
  }

  void replace(List<AllowedNetwork> list) {
    networks = json(list).toString();
  }

  static JsonArray json(List<AllowedNetwork> list) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    list.forEach(network -> array.add(network.toJson()));
    return array.build();
  }
}
