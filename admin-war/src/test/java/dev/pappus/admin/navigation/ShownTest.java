package dev.pappus.admin.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.Member;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.account.UserStatus;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownTest {
  private static final Instant TIME = Instant.parse("2026-11-29T12:34:00Z");

  // zones that minutes tell apart, however a locale writes hours
  private static final ZoneId HALF_PAST = ZoneId.of("Asia/Kolkata");
  private static final ZoneId QUARTER_TO = ZoneId.of("Asia/Kathmandu");

  private final Team team = new Team("Ours", Locale.ENGLISH, QUARTER_TO, TIME);

  /** What a member of the team is shown who wants this zone; null for who wants none. */
  private Shown shown(@Nullable ZoneId zone) {
    Caller caller =
        new Caller(
            team.id(),
            ActorKind.USER,
            PublicId.newKey(),
            "ann@example.com",
            Grants.NONE,
            "203.0.113.7");
    return Injection.wire(
        new Shown(),
        new Language() {
          @Override
          public Locale getLocale() {
            return Locale.SIMPLIFIED_CHINESE;
          }
        },
        new CurrentMember() {
          @Override
          public Member get() {
            return new Member(caller, UserStatus.ACTIVE, false, true, zone);
          }
        },
        new UserRepository() {
          @Override
          public Optional<Team> findTeam(UUID id) {
            return Optional.of(team).filter(one -> one.id().equals(id));
          }
        });
  }

  @Test
  void showsTimesInTheMembersZone() {
    Shown shown = shown(HALF_PAST);

    assertThat(shown.zone()).isEqualTo(HALF_PAST);
    assertThat(shown.getZoneName()).isEqualTo("Asia/Kolkata");
    assertThat(shown.time(TIME)).contains(":04:00");
    assertThat(shown.shortTime(TIME)).contains(":04");
  }

  @Test
  void showsTimesInTheTeamsZoneToWhoWantsNone() {
    Shown shown = shown(null);

    assertThat(shown.zone()).isEqualTo(QUARTER_TO);
    assertThat(shown.getZoneName()).isEqualTo("Asia/Kathmandu");
    assertThat(shown.time(TIME)).contains(":19:00");
    assertThat(shown.shortTime(TIME)).contains(":19");
  }

  @Test
  void showsADashForNoTime() {
    assertThat(shown(null).time(null)).isEqualTo("–");
    assertThat(shown(null).shortTime(null)).isEqualTo("–");
  }
}
