package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.PackageFacts;
import dev.pappus.format.SharedFixtures;
import dev.pappus.format.SharedFixtures.Expected;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code expected.json} says of an Android package, held against its facts. */
public final class AndroidExpectations {

  private AndroidExpectations() {}

  public static void assertFacts(PackageFacts facts, Expected expected) {
    if (!facts.format().equals("apk")) {
      return;
    }
    JsonObject expect = expected.expect();
    Map<String, String> actual = facts.facts();
    if (expect.containsKey("device")) {
      assertThat(actual).containsEntry("device", expect.getString("device"));
    }
    if (expect.containsKey("abis")) {
      assertThat(list(actual, "abis")).isEqualTo(texts(expect.getJsonArray("abis")));
    }
    if (expect.containsKey("permissions")) {
      assertPermissions(actual, expect.getJsonObject("permissions"));
    }
    if (expect.containsKey("labelLocales")) {
      JsonObject labels = expect.getJsonObject("labelsThatDiffer");
      assertThat(labels(actual)).isEqualTo(labels == null ? Map.of() : texts(labels));
    }
    if (expect.containsKey("signing")) {
      assertSigning(actual, expect.getJsonObject("signing"), expected);
    }
  }

  private static void assertPermissions(Map<String, String> actual, JsonObject permissions) {
    assertThat(actual)
        .containsEntry("permissionsDeclared", Integer.toString(permissions.getInt("declared")))
        .containsEntry("permissionCount", Integer.toString(permissions.getInt("distinct")));
    assertThat(list(actual, "permissions")).isEqualTo(texts(permissions.getJsonArray("names")));
  }

  private static void assertSigning(
      Map<String, String> actual, JsonObject signing, Expected expected) {
    if (expected.file().startsWith("good/")) {
      assertThat(actual).doesNotContainKey("signed");
      assertThat(list(actual, "signaturesPresent"))
          .isEqualTo(texts(signing.getJsonArray("present")));
    }
    if (expected.texts("invariants").contains("signature-not-valid")) {
      assertThat(actual).doesNotContainEntry("signatureVerifies", "true");
    }
    if (!signing.containsKey("schemes") || actual.containsKey("signed")) {
      return;
    }
    assertThat(actual)
        .containsEntry(
            "signatureVerifies", Boolean.toString(signing.getBoolean("verifiesAtDeclaredMinSdk")));
    assertThat(list(actual, "signatureSchemes")).isEqualTo(texts(signing.getJsonArray("schemes")));
    assertThat(list(actual, "signers"))
        .containsExactlyInAnyOrderElementsOf(texts(signing.getJsonArray("signers")));
    JsonValue from = signing.get("verifiesFromSdk");
    assertThat(actual.get("signatureVerifiesFromSdk"))
        .isEqualTo(from == null || from == JsonValue.NULL ? null : from.toString());
  }

  private static Map<String, String> labels(Map<String, String> facts) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String locale : list(facts, "labelLocales")) {
      labels.put(locale, String.valueOf(facts.get("label." + locale)));
    }
    return labels;
  }

  private static List<String> list(Map<String, String> facts, String key) {
    String value = facts.get(key);
    return value == null ? List.of() : List.of(value.split(",", -1));
  }

  private static List<String> texts(Collection<JsonValue> values) {
    return values.stream().map(SharedFixtures::text).toList();
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.forEach((key, value) -> texts.put(key, SharedFixtures.text(value)));
    return texts;
  }
}
