package dev.pappus.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.AttemptThrottle;
import dev.pappus.account.PasswordHasher;
import dev.pappus.account.Role;
import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.install.InstallDeniedException.Reason;
import dev.pappus.review.Review;
import dev.pappus.review.ReviewState;
import dev.pappus.secret.KeyRing;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstallAdmissionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final UUID TEAM = PublicId.newKey();
  private static final String HERE = "10.0.0.7";

  private final SettableClock clock = new SettableClock(NOW);
  private final InstallAdmission admission = new InstallAdmission();
  private final PasswordHasher hasher = new PasswordHasher();
  private final App app =
      new App(TEAM, Platform.IOS, "com.example", "Example", "example", "k", NOW);
  private final Channel channel = new Channel(app.id(), Channel.DEFAULT_NAME, true, NOW);
  private final InstallOffer offer = new InstallOffer(app, new SomeBuild(), channel);

  @BeforeEach
  void wire() {
    SignedTerm terms = new SignedTerm();
    terms.keys = new PlainKeyRing();
    terms.clock = clock;
    DownloadGranter granter = new DownloadGranter();
    granter.terms = terms;
    admission.terms = terms;
    admission.granter = granter;
    admission.hasher = hasher;
    admission.throttle = Injection.wire(new AttemptThrottle(), clock);
  }

  @Test
  void letsEverybodyIntoAPublicChannel() {
    assertThatCode(() -> admission.require(offer, stranger())).doesNotThrowAnyException();
    assertThat(admission.granter.grant(offer)).isEmpty();
  }

  @Test
  void asksStrangersForThePassword() {
    channel.protectBy(hasher.hash("s3cret"));

    assertThat(refusal(stranger())).isEqualTo(Reason.PASSWORD_NEEDED);
  }

  @Test
  void remembersARightPasswordUntilItIsAnother() {
    channel.protectBy(hasher.hash("s3cret"));
    String pass = admission.unlock(offer, "s3cret", HERE);

    assertThatCode(() -> admission.require(offer, withPass(pass))).doesNotThrowAnyException();

    channel.protectBy(hasher.hash("s3cret"));
    assertThat(refusal(withPass(pass))).isEqualTo(Reason.PASSWORD_NEEDED);
  }

  @Test
  void forgetsAPassAfterItsTime() {
    channel.protectBy(hasher.hash("s3cret"));
    String pass = admission.unlock(offer, "s3cret", HERE);

    clock.advance(InstallAdmission.PASS_LIFETIME);

    assertThat(refusal(withPass(pass))).isEqualTo(Reason.PASSWORD_NEEDED);
  }

  @Test
  void stopsGuessing() {
    channel.protectBy(hasher.hash("s3cret"));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> admission.unlock(offer, "guess", HERE))
          .isInstanceOfSatisfying(
              InstallDeniedException.class,
              denied -> assertThat(denied.reason()).isEqualTo(Reason.PASSWORD_WRONG));
    }

    assertThatThrownBy(() -> admission.unlock(offer, "s3cret", HERE))
        .isInstanceOfSatisfying(
            InstallDeniedException.class,
            denied -> assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS));
  }

  @Test
  void admitsMembersOfTheTeamAndNoOthersByInvitation() {
    channel.restrictToMembers();

    assertThatCode(() -> admission.require(offer, member(TEAM))).doesNotThrowAnyException();
    assertThat(refusal(member(PublicId.newKey()))).isEqualTo(Reason.MEMBERS_ONLY);
    assertThat(refusal(stranger())).isEqualTo(Reason.MEMBERS_ONLY);
  }

  @Test
  void admitsTheLinkOfSomebodyWhoWasAdmittedForTwoHours() {
    channel.restrictToMembers();
    String grant = admission.granter.grant(offer).orElseThrow();

    assertThatCode(() -> admission.require(offer, withGrant(grant))).doesNotThrowAnyException();

    clock.advance(Duration.ofHours(2));
    assertThat(refusal(withGrant(grant))).isEqualTo(Reason.MEMBERS_ONLY);
  }

  @Test
  void takesAGrantForOneBuildOnly() {
    channel.restrictToMembers();
    String grant = admission.granter.grant(offer).orElseThrow();
    InstallOffer another = new InstallOffer(app, new SomeBuild(), channel);

    assertThatThrownBy(() -> admission.require(another, withGrant(grant)))
        .isInstanceOf(InstallDeniedException.class);
  }

  @Test
  void takesAGrantUnderItsOwnAccessRuleOnly() {
    channel.restrictToMembers();
    String grant = admission.granter.grant(offer).orElseThrow();

    channel.protectBy(hasher.hash("s3cret"));

    assertThat(refusal(withGrant(grant))).isEqualTo(Reason.PASSWORD_NEEDED);
  }

  @Test
  void takesNoPassForAGrant() {
    channel.protectBy(hasher.hash("s3cret"));
    String pass = admission.unlock(offer, "s3cret", HERE);

    assertThat(refusal(withGrant(pass))).isEqualTo(Reason.PASSWORD_NEEDED);
    assertThat(refusal(withGrant("junk"))).isEqualTo(Reason.PASSWORD_NEEDED);
  }

  @Test
  void closesWhatWaitsToStrangersUnderEveryRule() {
    offer.build().review().decide(ReviewState.APPROVED, ReviewState.REJECTED, "no", NOW);
    assertThat(refusal(stranger())).isEqualTo(Reason.NOT_APPROVED);

    InstallOffer waiting = new InstallOffer(app, new SomeBuild(Review.waiting()), channel);
    assertThat(refusal(waiting, stranger())).isEqualTo(Reason.IN_REVIEW);
    channel.restrictToMembers();
    assertThat(refusal(waiting, stranger())).isEqualTo(Reason.IN_REVIEW);
    channel.protectBy(hasher.hash("s3cret"));
    assertThat(refusal(waiting, stranger())).isEqualTo(Reason.IN_REVIEW);
    assertThat(refusal(waiting, withPass(admission.unlock(approved(), "s3cret", HERE))))
        .isEqualTo(Reason.IN_REVIEW);
    assertThatThrownBy(() -> admission.unlock(waiting, "s3cret", HERE))
        .isInstanceOfSatisfying(
            InstallDeniedException.class,
            denied -> assertThat(denied.code()).isEqualTo("in-review"));
  }

  @Test
  void opensWhatWaitsToTheTeamAndToThoseWhoDecide() {
    InstallOffer waiting = new InstallOffer(app, new SomeBuild(Review.waiting()), channel);

    assertThat(refusal(waiting, member(TEAM))).isNull();
    assertThat(refusal(waiting, elsewhere(Permission.MANAGE_INSTALLATION))).isNull();
    assertThat(refusal(waiting, elsewhere(Permission.VIEW))).isEqualTo(Reason.IN_REVIEW);
  }

  @Test
  void grantsWhatWaitsEvenInAPublicChannelAndOnlyWhileItWaits() {
    InstallOffer waiting = new InstallOffer(app, new SomeBuild(Review.waiting()), channel);
    String grant = admission.granter.grant(waiting).orElseThrow();
    assertThat(refusal(waiting, withGrant(grant))).isNull();

    waiting.build().review().decide(ReviewState.WAITING, ReviewState.REJECTED, "no", NOW);

    assertThat(refusal(waiting, withGrant(grant))).isEqualTo(Reason.NOT_APPROVED);
  }

  private static InstallVisitor elsewhere(Permission permission) {
    Grants grants = Grants.ofTeam(Set.of(permission));
    return new InstallVisitor(AccessFixture.caller(PublicId.newKey(), grants), null, null);
  }

  private InstallOffer approved() {
    return new InstallOffer(app, new SomeBuild(Review.none()), channel);
  }

  private @Nullable Reason refusal(InstallVisitor visitor) {
    return refusal(offer, visitor);
  }

  private @Nullable Reason refusal(InstallOffer asked, InstallVisitor visitor) {
    try {
      admission.require(asked, visitor);
      return null;
    } catch (InstallDeniedException denied) {
      return denied.reason();
    }
  }

  private static InstallVisitor stranger() {
    return new InstallVisitor(null, null, null);
  }

  private static InstallVisitor withPass(String pass) {
    return new InstallVisitor(null, pass, null);
  }

  private static InstallVisitor withGrant(String grant) {
    return new InstallVisitor(null, null, grant);
  }

  private static InstallVisitor member(UUID team) {
    return new InstallVisitor(AccessFixture.caller(team, Role.TESTER), null, null);
  }

  private static final class SomeBuild extends Build {
    private final UUID key = PublicId.newKey();
    private final Review review;

    SomeBuild() {
      this(Review.none());
    }

    SomeBuild(Review review) {
      this.review = review;
    }

    @Override
    public Review review() {
      return review;
    }

    @Override
    public UUID id() {
      return key;
    }
  }

  /** Signs by naming the purpose: a stranger's text is none of ours all the same. */
  private static final class PlainKeyRing extends KeyRing {
    @Override
    public String sign(String purpose, String text) {
      return purpose + "#" + text;
    }

    @Override
    public Optional<String> verify(String purpose, String signed) {
      return signed.startsWith(purpose + "#")
          ? Optional.of(signed.substring(purpose.length() + 1))
          : Optional.empty();
    }
  }

  /** Whoever has one address of IPv6 has a whole network of them. */
  @Test
  void stopsGuessingFromAWholeNetwork() {
    channel.protectBy(hasher.hash("s3cret"));
    for (int i = 0; i < 10; i++) {
      String address = "2001:db8::" + i;
      assertThatThrownBy(() -> admission.unlock(offer, "guess", address))
          .isInstanceOf(InstallDeniedException.class);
    }

    assertThatThrownBy(() -> admission.unlock(offer, "s3cret", "2001:db8::ff"))
        .isInstanceOfSatisfying(
            InstallDeniedException.class,
            denied -> assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS));
  }
}
