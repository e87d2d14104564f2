package dev.pappus.build;

import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageWarning;
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
  private static final Duration SOON = Duration.ofDays(30);

  /** Of a JSON object of strings. */
  public static BuildFacts of(String facts) {
    JsonObject json = JsonParts.read(facts);
    Map<String, String> values = new LinkedHashMap<>();
    json.keySet().forEach(key -> values.put(key, json.getString(key)));
    return new BuildFacts(
        values, PackageFacts.warningsIn(values.remove(PackageFact.WARNINGS.key())));
  }

  /** What it says under that name, if anything. */
  public Optional<String> value(PackageFact fact) {
    return Optional.ofNullable(values.get(fact.key()));
  }

  /** What a package says, as {@link Build#facts()} keeps it. */
  public static JsonObject json(PackageFacts facts) {
    JsonObjectBuilder json = JsonParts.object();
    facts.facts().forEach(json::add);
    return json.build();
  }

  /** When the provisioning profile ends, if there is one that does. */
  public Optional<Instant> profileEnd() {
    return value(PackageFact.PROFILE_EXPIRES).map(Instant::parse);
  }

  /**
   * The warnings as they are now: the package's reader knew the day of the upload only, a profile
   * may have expired since.
   */
  public Set<String> warnings(Instant now) {
    Set<String> warnings = new LinkedHashSet<>(stored);
    profileEnd()
        .filter(end -> !end.isAfter(now.plus(SOON)))
        .ifPresent(
            end ->
                warnings.add(
                    (end.isAfter(now)
                            ? PackageWarning.PROFILE_EXPIRES_SOON
                            : PackageWarning.EXPIRED_PROFILE)
                        .word()));
    return warnings;
  }
}
