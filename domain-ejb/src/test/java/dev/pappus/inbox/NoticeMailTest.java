package dev.pappus.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.Membership;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.account.User;
import dev.pappus.account.UserRepository;
import dev.pappus.mail.MailBodies;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.OutboxRepository;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeMailTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  @ParameterizedTest
  @EnumSource
  void tellsThoseWhoCanDoSomething(TestDatabase.Kind kind) {
    try (TestDatabase database = TestDatabase.open(kind)) {
      Team team = new Team("Ours", Locale.ENGLISH, ZoneOffset.UTC, NOW);
      User[] people = {
        new User("ann@example.com", "Ann", "hash", false, NOW),
        new User("no address", "Bob", "hash", false, NOW),
        new User("tim@example.com", "Tim", "hash", false, NOW)
      };
      database.transaction(
          () -> {
            database.em().persist(team);
            database.em().flush();
            for (User person : people) {
              database.em().persist(person);
            }
            database.em().flush();
            Role[] roles = {Role.DEVELOPER, Role.OWNER, Role.TESTER};
            for (int i = 0; i < people.length; i++) {
              database.em().persist(new Membership(team.id(), people[i].id(), roles[i], NOW));
            }
          });
      OutboxRepository outbox = Injection.wire(new OutboxRepository(), database.em());
      MailBodies bodies = Injection.wire(new MailBodies(), KeyRingFixture.of(1));
      NoticeMail mail =
          Injection.wire(
              new NoticeMail(),
              Injection.wire(
                  new MailOutbox() {
                    @Override
                    public boolean hasServer() {
                      return true;
                    }
                  },
                  outbox,
                  bodies,
                  Clock.fixed(NOW, ZoneOffset.UTC)),
              Injection.wire(new UserRepository(), database.em()),
              PublicUrlsFixture.at("https://pappus.example.com"));

      database.transaction(() -> mail.send(notice(team, "endpoint-disabled")));
      database.transaction(() -> mail.send(notice(team, "something-else")));

      assertThat(outbox.page(PageRequest.first()).items())
          .filteredOn(sent -> sent.teamId().equals(team.id()))
          .singleElement()
          .satisfies(
              sent -> {
                assertThat(sent.recipient()).isEqualTo("ann@example.com");
                assertThat(sent.subject()).contains("CI hook");
                assertThat(bodies.find(sent).orElseThrow())
                    .contains("503 for five days")
                    .contains("https://pappus.example.com/console/inbox/notices.xhtml");
              });
    }
  }

  private static Notice notice(Team team, String kind) {
    return new Notice(
        team.id(), null, kind, PublicId.newKey(), "CI hook", "503 for five days", NOW);
  }
}
