package dev.pappus.rest.pgyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.build.BuildDetails;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.id.PublicId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UploadTicketsTest {
  private static final BuildDetails DETAILS =
      new BuildDetails("", "notes", "beta", "password", "let me in", null, null);

  private final Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final UploadTickets tickets = at(now, 1);

  private static UploadTickets at(Instant time, int key) {
    UploadTickets tickets = new UploadTickets();
    tickets.keys = KeyRingFixture.of(key);
    tickets.clock = Clock.fixed(time, ZoneOffset.UTC);
    return tickets;
  }

  @Test
  void readsWhatItGaveOut() {
    UploadTickets.Issued issued = tickets.issue("pap_token", DETAILS);

    assertThat(tickets.open(issued.build(), issued.ticket(), issued.signature()))
        .hasValueSatisfying(
            ticket -> {
              assertThat(ticket.build()).isEqualTo(issued.build());
              assertThat(ticket.token()).isEqualTo("pap_token");
              assertThat(ticket.details("a.apk"))
                  .isEqualTo(
                      new BuildDetails(
                          "a.apk", "notes", "beta", "password", "let me in", null, null));
            });
  }

  @Test
  void showsNothingOfTheTokenAndThePassword() {
    UploadTickets.Issued issued = tickets.issue("pap_token", DETAILS);

    assertThat(issued.toString()).doesNotContain("pap_token", "let me in");
  }

  @Test
  void isOverAfterHalfAnHour() {
    UploadTickets.Issued issued = tickets.issue("pap_token", DETAILS);

    assertThat(
            at(now.plus(UploadTickets.LIFETIME).minusSeconds(1), 1)
                .open(issued.build(), issued.ticket(), issued.signature()))
        .isPresent();
    assertThat(
            at(now.plus(UploadTickets.LIFETIME), 1)
                .open(issued.build(), issued.ticket(), issued.signature()))
        .isEmpty();
  }

  @Test
  void holdsForItsOwnKeyAlone() {
    UploadTickets.Issued one = tickets.issue("pap_token", DETAILS);
    UploadTickets.Issued other = tickets.issue("pap_token", DETAILS);

    assertThat(tickets.open(other.build(), one.ticket(), one.signature())).isEmpty();
    assertThat(tickets.open(other.build(), one.ticket(), other.signature())).isEmpty();
    assertThat(tickets.open(one.build(), one.ticket(), other.signature())).isEmpty();
    assertThat(tickets.open(UUID.randomUUID(), one.ticket(), one.signature())).isEmpty();
  }

  @Test
  void isWorthNothingElsewhere() {
    UploadTickets.Issued issued = at(now, 2).issue("pap_token", DETAILS);

    assertThat(tickets.open(issued.build(), issued.ticket(), issued.signature())).isEmpty();
    assertThat(tickets.open(issued.build(), "", "")).isEmpty();
    assertThat(tickets.open(issued.build(), "rubbish", "more.rubbish")).isEmpty();
  }

  @Test
  void knowsForWhichKeysAPackageMayStillCome() {
    UUID fresh = PublicId.newKey();
    Instant made = PublicId.timeOf(fresh);

    assertThat(at(made, 1).mayStillCome(fresh)).isTrue();
    assertThat(at(made.plus(UploadTickets.LIFETIME), 1).mayStillCome(fresh)).isFalse();
    assertThat(at(made.minus(Duration.ofDays(1)), 1).mayStillCome(fresh)).isFalse();
  }
}
