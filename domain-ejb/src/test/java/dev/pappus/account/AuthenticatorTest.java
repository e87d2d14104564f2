package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.app.App;
import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.Refusals;
import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.Platform;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final String HERE = "127.0.0.1";

  @Parameter TestDatabase.Kind kind;

  TestDatabase database;
  Authenticator authenticator;
  final Team team = new Team("Ours", Locale.ENGLISH, ZoneOffset.UTC, NOW);
  final Team other = new Team("Theirs", Locale.ENGLISH, ZoneOffset.UTC, NOW);
  final App app = app("com.example.one");
  final App another = app("com.example.two");
  User user;
  final RefusalsFixture refusals = new RefusalsFixture();
  final List<UUID> noted = new ArrayList<>();

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    authenticator =
        Injection.wire(
            new Authenticator(),
            Injection.wire(new UserRepository(), database.em()),
            new PasswordHasher(),
            new TokenUse() {
              @Override
              void note(UUID tokenId, Instant now) {
                noted.add(tokenId);
              }
            },
            refusals.refusals(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    user =
        new User("ann@example.com", "Ann", authenticator.hasher.hash("right password"), false, NOW);
    add(team, other, user, app, another);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private App app(String bundleId) {
    return new App(team.id(), Platform.IOS, bundleId, "Example", bundleId, bundleId, NOW);
  }

  private void add(Object... entities) {
    database.transaction(
        () -> {
          for (Object entity : entities) {
            authenticator.users.add(entity);
          }
        });
  }

  private void join(Team into, Role role) {
    add(new Membership(into.id(), user.id(), role, NOW));
  }

  private void collaborate(App with, Role role) {
    add(new Collaborator(team.id(), with.id(), user.id(), role, NOW));
  }

  private ApiToken token(
      String text, Set<TokenScope> scopes, @Nullable UUID appId, @Nullable Instant expiresAt) {
    TokenGrant grant = new TokenGrant("CI", scopes, appId, expiresAt);
    ApiToken token = new ApiToken(team.id(), user.id(), grant, TokenText.sha256(text), NOW);
    add(token);
    return token;
  }

  private ApiToken token(String text, TokenScope... scopes) {
    return token(text, Set.of(scopes), null, null);
  }

  private Grants grantsByToken(String text) {
    return authenticator.byToken(text, HERE).grants();
  }

  private Caller entered(@Nullable UUID wished) {
    return authenticator.byUser(user.id(), wished, HERE).orElseThrow();
  }

  private void assertOpensNothing(String text) {
    assertThatThrownBy(() -> authenticator.byToken(text, HERE))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void aTokenActsForItsUser() {
    join(team, Role.DEVELOPER);
    ApiToken token = token("pap_good", Set.of(TokenScope.ADMIN), null, NOW.plusSeconds(1));

    Caller caller = authenticator.byToken("pap_good", HERE);

    assertThat(caller)
        .isEqualTo(
            new Caller(
                team.id(),
                ActorKind.TOKEN,
                token.id(),
                "CI",
                Grants.ofTeam(Role.DEVELOPER.permissions()),
                HERE));
    assertThat(noted).containsExactly(token.id());
  }

  @Test
  void aScopeLetsThroughNoMoreThanItNames() {
    join(team, Role.OWNER);
    token("pap_upload", TokenScope.UPLOAD);
    token("pap_both", TokenScope.UPLOAD, TokenScope.READ);

    assertThat(grantsByToken("pap_upload").team())
        .containsExactlyInAnyOrder(Permission.UPLOAD, Permission.REPORT);
    assertThat(grantsByToken("pap_both").team())
        .contains(Permission.UPLOAD, Permission.VIEW)
        .doesNotContain(Permission.MANAGE_APPS);
  }

  @Test
  void aScopeGivesNothingThatTheRoleDoesNot() {
    join(team, Role.TESTER);
    token("pap_wide", TokenScope.values());

    assertThat(grantsByToken("pap_wide").team()).isEqualTo(Role.TESTER.permissions());
  }

  @Test
  void aTokenOfAnAppOpensThatAlone() {
    join(team, Role.OWNER);
    token("pap_app", EnumSet.allOf(TokenScope.class), app.id(), null);

    Grants grants = grantsByToken("pap_app");

    assertThat(grants.team()).isEmpty();
    assertThat(grants.allows(Permission.DELETE_APP, app.id())).isTrue();
    assertThat(grants.reaches(another.id())).isFalse();
  }

  @Test
  void aTokenActsForACollaboratorWithItsAppAlone() {
    collaborate(app, Role.TESTER);
    token("pap_app", Set.of(TokenScope.ADMIN), app.id(), null);
    token("pap_team", TokenScope.ADMIN);
    token("pap_other", Set.of(TokenScope.ADMIN), another.id(), null);

    assertThat(grantsByToken("pap_app"))
        .isEqualTo(Grants.ofApp(app.id(), Role.TESTER.permissions()));
    assertOpensNothing("pap_team");
    assertOpensNothing("pap_other");
    assertOpensNothing("pap_goo");
    assertOpensNothing("pap_gooe");
    assertOpensNothing("pap_good ");
    assertOpensNothing("");
  }

  @Test
  void aTokenDiesWithTheMembership() {
    join(team, Role.OWNER);
    token("pap_good", TokenScope.ADMIN);
    database.execute("delete from membership");

    assertOpensNothing("pap_good");
    assertThat(noted).isEmpty();
  }

  @Test
  void onlyTheScopeAdminLetsAnInstallationAdministratorThrough() {
    join(team, Role.AUDITOR);
    token("pap_read", TokenScope.READ);
    token("pap_admin", TokenScope.ADMIN);
    database.execute("update account_user set installation_administrator = true");

    assertThat(grantsByToken("pap_read").allows(Permission.MANAGE_INSTALLATION)).isFalse();
    assertThat(grantsByToken("pap_admin").allows(Permission.MANAGE_INSTALLATION)).isTrue();
  }

  @Test
  void anUnknownTokenOpensNothing() {
    join(team, Role.OWNER);
    token("pap_good", TokenScope.ADMIN);

    assertOpensNothing("pap_other");
  }

  @Test
  void anExpiredTokenOpensNothing() {
    join(team, Role.OWNER);
    token("pap_old", Set.of(TokenScope.ADMIN), null, NOW);

    assertOpensNothing("pap_old");
  }

  @Test
  void aRevokedTokenOpensNothing() {
    join(team, Role.OWNER);
    token("pap_lost", TokenScope.ADMIN);
    database.execute("update api_token set revoked_at = created_at");

    assertOpensNothing("pap_lost");
  }

  @ParameterizedTest
  @CsvSource({"UNDER_REVIEW, account-under-review", "SUSPENDED, account-suspended"})
  void theTokensOfAnAccountThatMayNotBeUsedSayWhy(UserStatus status, String code) {
    join(team, Role.OWNER);
    token("pap_waiting", TokenScope.ADMIN);
    database.execute("update account_user set status = '" + status + "'");

    assertThatThrownBy(() -> authenticator.byToken("pap_waiting", HERE))
        .isInstanceOfSatisfying(
            AccountClosedException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.kind()).isEqualTo(ProblemKind.FORBIDDEN);
            });
    assertThat(noted).isEmpty();
  }

  @Test
  void aUserMayBeSomethingElseInEachTeam() {
    join(team, Role.TESTER);
    join(other, Role.OWNER);

    assertThat(entered(null).teamId()).isEqualTo(team.id());
    assertThat(entered(null).grants().team()).isEqualTo(Role.TESTER.permissions());
    assertThat(entered(other.id()).grants().team()).isEqualTo(Role.OWNER.permissions());
    assertThat(authenticator.teamsOf(user.id()))
        .extracting(Team::id)
        .containsExactly(team.id(), other.id());
  }

  @Test
  void aUserEntersNoTeamOfOthers() {
    join(team, Role.OWNER);

    assertThat(entered(other.id()).teamId()).isEqualTo(team.id());
  }

  @Test
  void aUserWithoutATeamIsNobody() {
    assertThat(authenticator.byUser(user.id(), null, HERE)).isEmpty();
    assertThat(authenticator.byUser(UUID.randomUUID(), null, HERE)).isEmpty();
  }

  @Test
  void aCollaboratorReachesItsAppAlone() {
    collaborate(app, Role.DEVELOPER);
    join(other, Role.OWNER);

    Caller caller = entered(team.id());

    assertThat(caller.teamId()).isEqualTo(team.id());
    assertThat(caller.grants()).isEqualTo(Grants.ofApp(app.id(), Role.DEVELOPER.permissions()));
    assertThat(entered(null).teamId()).as("a membership comes first").isEqualTo(other.id());
  }

  @Test
  void seeingToTheInstallationOpensNoTeam() {
    collaborate(app, Role.TESTER);
    database.execute("update account_user set installation_administrator = true");

    Grants grants = entered(null).grants();

    assertThat(grants.allows(Permission.MANAGE_INSTALLATION)).isTrue();
    assertThat(grants.reaches(another.id())).isFalse();
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
  void takesDownWhoTriedAWrongPassword() {
    join(team, Role.OWNER);

    authenticator.noteWrongPassword("ann@example.com", "203.0.113.7");
    authenticator.noteWrongPassword("bob@example.com", "203.0.113.7");

    assertThat(refusals.written())
        .extracting(AuditEntry::actorName)
        .containsExactly("ann@example.com", "bob@example.com");
    assertThat(refusals.written())
        .extracting(AuditEntry::teamId)
        .containsExactly(team.id(), Refusals.INSTALLATION);
    assertThat(refusals.written()).allSatisfy(entry -> assertThat(entry.after()).isNull());
  }

  @Test
  void knowsAUserByAddressAndPassword() {
    assertThat(authenticator.byPassword("ann@example.com", "right password")).contains(user);
    assertThat(authenticator.byPassword("ann@example.com", "hunter2")).isEmpty();
    assertThat(authenticator.byPassword("bob@example.com", "hunter2")).isEmpty();
  }
}
