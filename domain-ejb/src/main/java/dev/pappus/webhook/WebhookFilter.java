package dev.pappus.webhook;

import dev.pappus.event.EventMessage;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a team's events a webhook gets. An empty set excludes nothing; what is in two sets must
 * be in both.
 *
 * @param channels by name. An event without a channel, a report about a build that we do not have,
 *     is in none.
 */
public record WebhookFilter(Set<UUID> apps, Set<Platform> platforms, Set<String> channels) {
  /** Excludes nothing. */
  public static final WebhookFilter ALL = new WebhookFilter(Set.of(), Set.of(), Set.of());

  public WebhookFilter {
    apps = Set.copyOf(apps);
    platforms = Set.copyOf(platforms);
    channels = Set.copyOf(channels);
  }

  /** Whether the webhook gets this event. */
  public boolean admits(EventMessage message) {
    return admitsApp(message.app().id(), message.app().platform())
        && (channels.isEmpty() || channels.contains(message.build().channel()));
  }

  /** Whether it gets events of this app, of one of its channels at least. */
  public boolean admitsApp(UUID appId, Platform platform) {
    return (apps.isEmpty() || apps.contains(appId))
        && (platforms.isEmpty() || platforms.contains(platform));
  }

  /** As it is stored; null for one that excludes nothing. */
  @Nullable String toText() {
    return equals(ALL) ? null : toJson().toString();
  }

  /** Three lists of texts, sorted. */
  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("apps", sorted(apps.stream().map(app -> PublicId.format(IdKind.APP, app)).toList()))
        .add("platforms", sorted(platforms.stream().map(Platform::wireName).toList()))
        .add("channels", sorted(channels))
        .build();
  }

  private static JsonArrayBuilder sorted(Collection<?> values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    values.stream().map(Object::toString).sorted().forEach(array::add);
    return array;
  }

  /** Reads what {@link #toText} wrote. */
  public static WebhookFilter ofText(@Nullable String text) {
    if (text == null) {
      return ALL;
    }
    try (var reader = Json.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      return new WebhookFilter(
          texts(json.getJsonArray("apps")).stream()
              .flatMap(id -> PublicId.parse(IdKind.APP, id).stream())
              .collect(Collectors.toSet()),
          texts(json.getJsonArray("platforms")).stream()
              .flatMap(name -> Platform.ofWireName(name).stream())
              .collect(Collectors.toSet()),
          texts(json.getJsonArray("channels")));
    }
  }

  private static Set<String> texts(JsonArray array) {
    return new LinkedHashSet<>(array.getValuesAs(JsonString::getString));
  }
}
