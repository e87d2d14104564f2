package dev.pappus.install;

import dev.pappus.account.AttemptThrottle;
import dev.pappus.account.PasswordHasher;
import dev.pappus.app.AccessRule;
import dev.pappus.review.Review;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides who may have an offer, the same for its page and for every byte behind it. */
@ApplicationScoped
public class InstallAdmission {
  /** How long a right password is remembered by the browser. */
  public static final Duration PASS_LIFETIME = Duration.ofDays(7);

  private static final String PURPOSE = "install pass 1";
  private static final int MAX_PASSWORD_LENGTH = 1000;

  @Inject DownloadGranter granter;
  @Inject SignedTerm terms;
  @Inject PasswordHasher hasher;
  @Inject AttemptThrottle throttle;

  /**
   * Members of the app's team and its collaborators always may; of what is not approved those who
   * decide upon it, too; others by the rule of the channel, once it is approved.
   *
   * @throws InstallDeniedException {@code forbidden}, {@code in-review}, {@code not-approved}
   */
  public void require(InstallOffer offer, InstallVisitor visitor) {
    Review review = offer.build().review();
    if ((offer.access() == AccessRule.PUBLIC && review.approved())
        || isMember(offer, visitor.caller())
        || (visitor.grant() != null && granter.accepts(offer, visitor.grant()))) {
      return;
    }
    if (!review.approved()) {
      if (decides(visitor.caller())) {
        return;
      }
      throw closed(review);
    }
    if (offer.access() == AccessRule.INVITATION) {
      throw InstallDeniedException.membersOnly();
    }
    if (visitor.pass() == null || !terms.holds(PURPOSE, offer.accessStamp(), visitor.pass())) {
      throw InstallDeniedException.passwordNeeded();
    }
  }

  private static InstallDeniedException closed(Review review) {
    return review.state() == ReviewState.WAITING
        ? InstallDeniedException.inReview()
        : InstallDeniedException.notApproved();
  }

  private static boolean decides(@Nullable Caller caller) {
    return caller != null && caller.grants().allows(Permission.MANAGE_INSTALLATION);
  }

  private static boolean isMember(InstallOffer offer, @Nullable Caller caller) {
    return caller != null
        && caller.teamId().equals(offer.app().teamId())
        && caller.grants().allows(Permission.VIEW, offer.app().id());
  }

  /**
   * Checks a password.
   *
   * @param remoteAddress where it was typed: guessing is slowed per app and address
   * @return a pass, good until {@link #PASS_LIFETIME} is over or the password is another
   * @throws InstallDeniedException {@code forbidden}, {@code too-many-attempts}, {@code in-review},
   *     {@code not-approved}
   */
  public String unlock(InstallOffer offer, String password, String remoteAddress) {
    if (!offer.build().isApproved()) {
      throw closed(offer.build().review());
    }
    String hash = offer.channel().passwordHash();
    String key = "install/" + offer.app().id() + "/" + ClientNetwork.of(remoteAddress);
    if (hash == null || password.length() > MAX_PASSWORD_LENGTH) {
      throw InstallDeniedException.passwordWrong();
    }
    if (!throttle.admit(key)) {
      throw InstallDeniedException.tooManyAttempts();
    }
    boolean right;
    try {
      right = hasher.matches(password, hash);
    } catch (UnavailableException notChecked) {
      throttle.giveBack(key);
      // the page has words for it: wait a little
      throw InstallDeniedException.tooManyAttempts();
    }
    if (!right) {
      throw InstallDeniedException.passwordWrong();
    }
    throttle.forget(key);
    return terms.issue(PURPOSE, offer.accessStamp(), PASS_LIFETIME);
  }
}
