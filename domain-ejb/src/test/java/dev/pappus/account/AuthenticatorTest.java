package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.Refusals;
import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Parameter TestDatabase.Kind kind;

  TestDatabase database;
  Authenticator authenticator;
  User user;
  final RefusalsFixture refusals = new RefusalsFixture();

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    authenticator = new Authenticator();
    authenticator.users = new UserRepository();
    authenticator.users.em = database.em();
    authenticator.hasher = new PasswordHasher();
    authenticator.refusals = refusals.refusals();
    authenticator.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Team team = new Team("Ours", Locale.ENGLISH, ZoneOffset.UTC, NOW);
    String hash = authenticator.hasher.hash("right password");
    user = new User(team.id(), "ann@example.com", "Ann", hash, Role.ADMINISTRATOR, NOW);
    database.transaction(
        () -> {
          authenticator.users.add(team);
          authenticator.users.add(user);
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ApiToken token(String text, @Nullable Instant expiresAt) {
    ApiToken token = new ApiToken(user, "CI", TokenText.sha256(text), expiresAt, NOW);
    database.transaction(() -> authenticator.users.add(token));
    return token;
  }

  @Test
  void aTokenActsForItsUser() {
    ApiToken token = token("pap_good", NOW.plusSeconds(1));

    Caller caller = authenticator.byToken("pap_good", "127.0.0.1");

    assertThat(caller)
        .isEqualTo(
            new Caller(
                user.teamId(),
                ActorKind.TOKEN,
                token.id(),
                "CI",
                Role.ADMINISTRATOR.name(),
                "127.0.0.1"));
  }

  @Test
  void anUnknownTokenOpensNothing() {
    token("pap_good", null);

    assertThatThrownBy(() -> authenticator.byToken("pap_other", "127.0.0.1"))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void anExpiredTokenOpensNothing() {
    token("pap_old", NOW);

    assertThatThrownBy(() -> authenticator.byToken("pap_old", "127.0.0.1"))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void aRevokedTokenOpensNothing() {
    token("pap_lost", null);
    database.execute("update api_token set revoked_at = created_at");

    assertThatThrownBy(() -> authenticator.byToken("pap_lost", "127.0.0.1"))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void takesDownThatATokenWasRefusedAndNotTheToken() {
    assertThatThrownBy(() -> authenticator.byToken("pap_other", "203.0.113.7"))
        .isInstanceOf(UnauthenticatedException.class);

    assertThat(refusals.written())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("token.use");
              assertThat(entry.actorName()).isEqualTo("unknown");
              assertThat(entry.remoteAddress()).isEqualTo("203.0.113.7");
              assertThat(entry.teamId()).isEqualTo(Refusals.INSTALLATION);
            });
  }

  @Test
  void takesDownWhoTriedAWrongPasswordAndNotThePassword() {
    assertThat(authenticator.byPassword("ann@example.com", "hunter2", "203.0.113.7")).isEmpty();
    assertThat(authenticator.byPassword("bob@example.com", "hunter2", "203.0.113.7")).isEmpty();

    assertThat(refusals.written())
        .extracting(AuditEntry::actorName)
        .containsExactly("ann@example.com", "bob@example.com");
    assertThat(refusals.written())
        .extracting(AuditEntry::teamId)
        .containsExactly(user.teamId(), Refusals.INSTALLATION);
    assertThat(refusals.written()).allSatisfy(entry -> assertThat(entry.after()).isNull());
  }
}
