package dev.pappus.build;

import dev.pappus.format.PackageFacts;
import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a build's package says of itself, read from {@link Build#facts()}.
 *
 * @param values all of it but the warnings, in the order of the package's reader
 * @param stored the warnings of the day of the upload
 */
public record BuildFacts(Map<String, String> values, List<String> stored) {
  /** The warning that a provisioning profile is over. */
  public static final String EXPIRED = "expired-profile";

  /** The warning that it soon will be. */
  public static final String EXPIRES_SOON = "profile-expires-soon";

  private static final Duration SOON = Duration.ofDays(30);

  /** Of a JSON object of strings. */
  public static BuildFacts of(String facts) {
    JsonObject json = JsonParts.read(facts);
    Map<String, String> values = new LinkedHashMap<>();
    json.keySet().forEach(key -> values.put(key, json.getString(key)));
    return new BuildFacts(values, PackageFacts.warningsIn(values.remove(PackageFacts.WARNINGS)));
  }

  /** What a package says, as {@link Build#facts()} keeps it. */
  public static JsonObject json(PackageFacts facts) {
    JsonObjectBuilder json = JsonParts.object();
    facts.facts().forEach(json::add);
    return json.build();
  }

  /** When the provisioning profile ends, if there is one that does. */
  public Optional<Instant> profileEnd() {
    return Optional.ofNullable(values.get("profileExpires")).map(Instant::parse);
  }

  /**
   * The warnings as they are now: the package's reader knew the day of the upload only, a profile
   * may have expired since.
   */
  public Set<String> warnings(Instant now) {
    Set<String> warnings = new LinkedHashSet<>(stored);
    profileEnd()
        .filter(end -> !end.isAfter(now.plus(SOON)))
        .ifPresent(end -> warnings.add(end.isAfter(now) ? EXPIRES_SOON : EXPIRED));
    return warnings;
  }
}
