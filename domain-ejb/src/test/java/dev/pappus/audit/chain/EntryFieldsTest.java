package dev.pappus.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryFieldsTest {
  private static final Instant AT = Instant.parse("2026-11-29T10:00:00.5Z");
  private static final EntryFields ENTRY =
      new EntryFields(
          UUID.fromString("019ad000-0000-7000-8000-000000000001"),
          UUID.fromString("019ad000-0000-7000-8000-000000000002"),
          AT,
          "USER",
          null,
          "a@example.com",
          "::1",
          "DONE",
          1,
          "app.update",
          "app_1",
          null,
          "{\"name\":\"新\"}");

  /**
   * The canonical form, written out: this, put into any SHA-256, is what an auditor's script makes.
   */
  @Test
  void hashesTheCanonicalForm() {
    String canonical =
        "64:"
            + EntryFields.NOTHING
            + "\n1:7\n27:2026-11-29T10:00:00.500000Z\n"
            + "36:019ad000-0000-7000-8000-000000000001\n"
            + "36:019ad000-0000-7000-8000-000000000002\n"
            + "27:2026-11-29T10:00:00.500000Z\n4:USER\n-\n13:a@example.com\n3:::1\n4:DONE\n1:1\n"
            + "10:app.update\n5:app_1\n-\n14:{\"name\":\"新\"}\n";

    assertThat(ENTRY.hash(EntryFields.NOTHING, 7, AT))
        .isEqualTo(Hashing.sha256().hashString(canonical, StandardCharsets.UTF_8).toString());
  }
}
