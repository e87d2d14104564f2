package dev.pappus.build;

import dev.pappus.format.PackageFacts;
import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a later inspection found otherwise, for the audit: single facts, {@code minimumOs}, and the
 * SHA-256 of the icon. A member that is new or gone stands on one side only.
 */
record PackageChange(JsonObject before, JsonObject after) {

  static PackageChange between(
      Build build, byte @Nullable [] icon, PackageFacts facts, byte @Nullable [] newIcon) {
    JsonObject was = JsonParts.read(build.facts());
    JsonObject is = BuildFacts.json(facts);
    JsonObjectBuilder before = otherThan(is, was);
    JsonObjectBuilder after = otherThan(was, is);
    if (!Arrays.equals(icon, newIcon)) {
      add(before, "icon", sha256(icon));
      add(after, "icon", sha256(newIcon));
    }
    if (!String.valueOf(build.minimumOs()).equals(String.valueOf(facts.minimumOs()))) {
      add(before, "minimumOs", build.minimumOs());
      add(after, "minimumOs", facts.minimumOs());
    }
    return new PackageChange(before.build(), after.build());
  }

  boolean isNothing() {
    return before.isEmpty() && after.isEmpty();
  }

  private static JsonObjectBuilder otherThan(JsonObject other, JsonObject facts) {
    JsonObjectBuilder changed = JsonParts.object();
    facts.forEach(
        (key, value) -> {
          if (!value.equals(other.get(key))) {
            changed.add("facts." + key, value);
          }
        });
    return changed;
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static @Nullable String sha256(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
