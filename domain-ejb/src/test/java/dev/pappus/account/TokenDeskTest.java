package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class TokenDeskTest {
  @Parameter TestDatabase.Kind kind;
  AccountHouse house;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private IssuedToken issue(Caller caller, TokenDraft draft) {
    return house.run(() -> house.tokenDesk.issue(caller, draft));
  }

  private IssuedToken issue(Caller caller) {
    return issue(caller, draft(null, null, false));
  }

  private static TokenDraft draft(@Nullable UUID appId, @Nullable Instant end, boolean lasting) {
    return new TokenDraft("CI", List.of("upload", "read"), appId, end, lasting);
  }

  private void revoke(Caller caller, UUID id) {
    house.run(() -> house.tokenDesk.revoke(caller, id));
  }

  private List<UUID> seen(Caller caller) {
    return house.tokenDesk.page(caller, PageRequest.first()).items().stream()
        .map(owned -> owned.token().id())
        .toList();
  }

  private static void assertRefused(String code, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void makesOneThatOpensTheTeam() {
    IssuedToken issued = issue(house.in(house.ann));

    Caller caller = house.authenticator.byToken(issued.text(), AccountHouse.HERE);
    assertThat(issued.text()).matches("pap_[0-9a-f]{48}");
    assertThat(caller.teamId()).isEqualTo(house.team.id());
    assertThat(issued.token().scopes()).containsExactly(TokenScope.UPLOAD, TokenScope.READ);
    assertThat(house.audited()).containsExactly("token.create");
  }

  @Test
  void storesNoneOfItsText() {
    IssuedToken issued = issue(house.in(house.ann));

    String secret = issued.text().substring(4);
    assertThat(house.database.count("api_token where sha256 like '%" + secret + "%'")).isZero();
    assertThat(house.database.count("audit_entry where after_state like '%" + secret + "%'"))
        .isZero();
    assertThat(issued.token().toString()).doesNotContain(secret);
  }

  @Test
  void livesAYearUnlessSomebodySaysOtherwise() {
    Instant soon = AccountHouse.NOW.plusSeconds(60);

    assertThat(issue(house.in(house.ann)).token().expiresAt())
        .isEqualTo(AccountHouse.NOW.plus(Duration.ofDays(365)));
    assertThat(issue(house.in(house.ann), draft(null, soon, false)).token().expiresAt())
        .isEqualTo(soon);
    assertThat(issue(house.in(house.ann), draft(null, null, true)).token().expiresAt()).isNull();
  }

  @Test
  void takesNoEndThatIsOverOrTooFar() {
    Caller ann = house.in(house.ann);

    assertRefused("field-invalid", () -> issue(ann, draft(null, AccountHouse.NOW, false)));
    assertRefused(
        "field-invalid",
        () -> issue(ann, draft(null, AccountHouse.NOW.plus(Duration.ofDays(4000)), false)));
    assertRefused(
        "field-invalid", () -> issue(ann, draft(null, AccountHouse.NOW.plusSeconds(9), true)));
  }

  @Test
  void takesNoOtherScopesAndNoEmptyName() {
    Caller ann = house.in(house.ann);

    for (List<String> scopes : List.of(List.<String>of(), List.of("root"), List.of("UPLOAD"))) {
      assertRefused(
          "field-invalid", () -> issue(ann, new TokenDraft("CI", scopes, null, null, false)));
    }
    assertRefused("field-invalid", () -> issue(ann, new TokenDraft("CI", null, null, null, false)));
    assertRefused(
        "field-invalid", () -> issue(ann, new TokenDraft(" ", List.of("read"), null, null, false)));
    assertRefused(
        "field-invalid",
        () -> issue(ann, new TokenDraft("x".repeat(101), List.of("read"), null, null, false)));
  }

  @Test
  void opensNothingOnceItIsRevoked() {
    IssuedToken issued = issue(house.in(house.ann));

    revoke(house.in(house.ann), issued.token().id());

    assertThatThrownBy(() -> house.authenticator.byToken(issued.text(), AccountHouse.HERE))
        .isInstanceOf(UnauthenticatedException.class);
    assertThat(seen(house.in(house.ann))).isEmpty();
    assertRefused("token-not-found", () -> revoke(house.in(house.ann), issued.token().id()));
  }

  @Test
  void showsEverybodysToThoseWhoManageThem() {
    User bob = house.member("bob@example.com", Role.DEVELOPER);
    UUID anns = issue(house.in(house.ann)).token().id();
    UUID bobs = issue(house.in(bob)).token().id();

    assertThat(seen(house.in(house.ann))).containsExactly(bobs, anns);
    assertThat(seen(house.in(bob))).containsExactly(bobs);
    assertRefused("token-not-found", () -> revoke(house.in(bob), anns));
    revoke(house.in(house.ann), bobs);
  }

  @Test
  void showsATokenOfAnAppThoseOfThatAlone() {
    Caller ofApp = house.token(house.ann, house.app.id(), TokenScope.ADMIN);
    UUID ofTeam = issue(house.in(house.ann)).token().id();
    UUID ofOther = issue(house.in(house.ann), draft(house.another.id(), null, false)).token().id();

    assertThat(seen(ofApp)).containsExactly(ofApp.actorId());
    assertRefused("token-not-found", () -> revoke(ofApp, ofTeam));
    assertRefused("token-not-found", () -> revoke(ofApp, ofOther));
    assertRefused("forbidden", () -> issue(ofApp));
    assertRefused("app-not-found", () -> issue(ofApp, draft(house.another.id(), null, false)));
    issue(ofApp, draft(house.app.id(), null, false));
  }

  @Test
  void isForAppsOfTheTeamAlone() {
    assertRefused(
        "app-not-found", () -> issue(house.in(house.ann), draft(house.foreign.id(), null, false)));
  }

  @Test
  void onlyTheScopeAdminLetsATokenMakeOthers() {
    for (TokenScope scope : List.of(TokenScope.UPLOAD, TokenScope.READ, TokenScope.WEBHOOKS)) {
      Caller caller = house.token(house.ann, null, scope);

      assertRefused("forbidden", () -> issue(caller));
      assertRefused("forbidden", () -> seen(caller));
      assertRefused("forbidden", () -> revoke(caller, UUID.randomUUID()));
    }
  }

  @Test
  void aTokenMakesNoneThatOutlivesIt() {
    Caller admin = house.token(house.ann, null, TokenScope.ADMIN);
    Instant end = AccountHouse.NOW.plus(Duration.ofDays(365));

    house.clock.advance(Duration.ofDays(1));

    assertThat(issue(admin).token().expiresAt()).isEqualTo(end);
    assertRefused("field-invalid", () -> issue(admin, draft(null, null, true)));
    assertRefused("field-invalid", () -> issue(admin, draft(null, end.plusSeconds(1), false)));
  }

  @Test
  void aCollaboratorHasTokensOfItsAppAlone() {
    User carl = AccountHouse.user("carl@example.com");
    house.add(carl);
    house.collaborate(carl, house.app, Role.DEVELOPER);

    assertRefused("forbidden", () -> issue(house.in(carl)));
    IssuedToken issued = issue(house.in(carl), draft(house.app.id(), null, false));

    assertThat(seen(house.in(carl))).containsExactly(issued.token().id());
    assertThat(
            house
                .authenticator
                .byToken(issued.text(), AccountHouse.HERE)
                .grants()
                .reaches(house.another.id()))
        .isFalse();
  }

  @Test
  void knowsNoTokensOfOtherTeams() {
    ApiToken foreign =
        new ApiToken(
            house.otherTeam.id(),
            house.ann.id(),
            new TokenGrant("x", java.util.Set.of(TokenScope.READ), null, null),
            TokenText.sha256("x"),
            AccountHouse.NOW);
    house.add(foreign);

    assertRefused("token-not-found", () -> revoke(house.in(house.ann), foreign.id()));
    assertThat(seen(house.in(house.ann))).isEmpty();
  }
}
