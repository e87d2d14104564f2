package dev.pappus.rest.pgyer;

import dev.pappus.build.BuildDetails;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes tickets as texts that only we can read or make, so that nothing has to be kept between the
 * two calls of an upload, which may reach two nodes.
 */
@ApplicationScoped
class UploadTickets {
  /** As the vendor's: a package may take a while to come. */
  static final Duration LIFETIME = Duration.ofMinutes(30);

  private static final String SEALING = "pgyer upload 1";
  private static final String SIGNING = "pgyer upload key 1";

  @Inject KeyRing keys;
  @Inject Clock clock;

  /**
   * A ticket on its way to the client and back.
   *
   * @param ticket sealed
   * @param signature of the key
   */
  record Issued(UUID build, String ticket, String signature) {}

  Issued issue(String token, BuildDetails details) {
    UUID build = PublicId.newKey();
    JsonObjectBuilder json =
        JsonParts.object()
            .add("build", build.toString())
            .add("token", token)
            .add("expires", clock.instant().plus(LIFETIME).toString());
    add(json, "notes", details.notes());
    add(json, "channel", details.channel());
    add(json, "access", details.access());
    add(json, "password", details.password());
    return new Issued(
        build, keys.seal(SEALING, json.build().toString()), keys.sign(SIGNING, HexKey.of(build)));
  }

  /** The ticket, if it is ours, for that key, and its time is not over. */
  Optional<UploadTicket> open(UUID build, String ticket, String signature) {
    return keys.verify(SIGNING, signature)
        .filter(HexKey.of(build)::equals)
        .flatMap(signed -> opened(ticket))
        .filter(found -> found.build().equals(build))
        .filter(found -> clock.instant().isBefore(found.expires()));
  }

  private Optional<UploadTicket> opened(String ticket) {
    JsonObject json;
    try {
      json = JsonParts.read(keys.open(SEALING, ticket));
    } catch (UnreadableSecretException notOurs) {
      return Optional.empty();
    }
    return Optional.of(
        new UploadTicket(
            UUID.fromString(json.getString("build")),
            json.getString("token"),
            Instant.parse(json.getString("expires")),
            new BuildDetails(
                "",
                json.getString("notes", null),
                json.getString("channel", null),
                json.getString("access", null),
                json.getString("password", null),
                null,
                null)));
  }

  /** Whether a package may still come for a key of ours. */
  boolean mayStillCome(UUID build) {
    Instant made = PublicId.timeOf(build);
    Instant now = clock.instant();
    return !made.isAfter(now) && now.isBefore(made.plus(LIFETIME));
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable String text) {
    if (text != null) {
      json.add(name, text);
    }
  }
}
