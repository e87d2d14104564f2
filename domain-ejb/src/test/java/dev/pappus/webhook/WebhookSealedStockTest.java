package dev.pappus.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.Team;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class WebhookSealedStockTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Parameter TestDatabase.Kind kind;
  private TestDatabase database;
  private WebhookRepository webhooks;
  private UUID teamId;
  private int slots;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    webhooks = Injection.wire(new WebhookRepository(), database.em());
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("UTC"), NOW);
    teamId = team.id();
    database.transaction(() -> database.em().persist(team));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What webhooks hold sealed, under certain keys. */
  private static final class Seals {
    final KeyRing keyRing;
    final WebhookSecrets secrets;
    final WebhookHeaders headers;

    Seals(KeyRing keyRing) {
      this.keyRing = keyRing;
      secrets = Injection.wire(new WebhookSecrets(), keyRing);
      headers = Injection.wire(new WebhookHeaders(), keyRing);
    }
  }

  private UUID webhook(KeyRing keyRing) {
    Seals seals = new Seals(keyRing);
    Webhook webhook =
        new Webhook(
            teamId,
            null,
            slots++,
            "hook",
            "https://example.com/",
            Set.of("feedback"),
            "standard",
            Locale.ENGLISH,
            ZoneId.of("UTC"),
            seals.secrets.seal(seals.secrets.create()),
            NOW);
    webhook.configure(
        WebhookOptions.defaults(Locale.ENGLISH, ZoneId.of("UTC")),
        seals.headers.seal(List.of(new CustomHeader("X-Key", "s3cret", true))),
        NOW);
    webhook.rotateSecret(seals.secrets.seal(seals.secrets.create()), NOW.plusSeconds(60), NOW);
    webhook.signAlongWith(seals.secrets.sealNewKey(), NOW);
    database.transaction(() -> database.em().persist(webhook));
    return webhook.id();
  }

  private SealedStock.Batch rekey(KeyRing keyRing, @Nullable UUID after, int max) {
    Seals seals = new Seals(keyRing);
    WebhookSealedStock stock =
        Injection.wire(
            new WebhookSealedStock(), webhooks, seals.secrets, seals.headers, seals.keyRing);
    return database.newTransaction(() -> stock.rekey(after, max));
  }

  @Test
  void sealsEverythingAnewSoThatTheOldKeyCanBeForgotten() {
    UUID id = webhook(KeyRingFixture.of(1));
    Seals before = new Seals(KeyRingFixture.of(1));
    Webhook old = webhooks.find(id).orElseThrow();
    String secret = before.secrets.signing(List.of(old.sealedSecret())).get(0).reveal();
    String publicKey = before.secrets.publicKey(old).orElseThrow();

    SealedStock.Batch batch = rekey(KeyRingFixture.of(2, 1), null, 10);

    Seals after = new Seals(KeyRingFixture.of(2));
    Webhook webhook = webhooks.find(id).orElseThrow();
    assertThat(batch.done()).isEqualTo(1);
    assertThat(after.secrets.signing(List.of(webhook.sealedSecret())).get(0).reveal())
        .isEqualTo(secret);
    assertThat(after.secrets.signing(List.of(String.valueOf(webhook.sealedPreviousSecret(NOW)))))
        .hasSize(1);
    assertThat(after.headers.of(webhook)).hasSize(1);
    assertThat(after.secrets.publicKey(webhook)).contains(publicKey);
  }

  @Test
  void goesOnWhereABatchEndedAndFindsNothingTheSecondTime() {
    webhook(KeyRingFixture.of(1));
    webhook(KeyRingFixture.of(1));
    webhook(KeyRingFixture.of(2));
    KeyRing keyRing = KeyRingFixture.of(2, 1);

    List<Integer> done =
        List.of(
            rekey(keyRing, null, 1).done(),
            rekey(keyRing, null, 1).done(),
            rekey(keyRing, null, 1).done());

    assertThat(done).containsExactly(1, 1, 0);
  }

  @Test
  void passesByWhatCannotBeRead() {
    UUID lost = webhook(KeyRingFixture.of(9));
    webhook(KeyRingFixture.of(1));
    KeyRing keyRing = KeyRingFixture.of(2, 1);

    SealedStock.Batch first = rekey(keyRing, null, 1);
    SealedStock.Batch second = rekey(keyRing, first.last(), 1);

    assertThat(first).isEqualTo(new SealedStock.Batch(0, lost));
    assertThat(second.done()).isEqualTo(1);
    assertThat(rekey(keyRing, second.last(), 1)).isEqualTo(new SealedStock.Batch(0, null));
  }
}
