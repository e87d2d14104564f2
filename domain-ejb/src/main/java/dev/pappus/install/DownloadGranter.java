package dev.pappus.install;

import dev.pappus.app.AccessRule;
import dev.pappus.review.Review;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs links to one build for those who were admitted to its page. Installers fetch manifest, icon
 * and package without the browser's cookies, so the link itself has to carry the right; it does so
 * for {@link #LIFETIME}, long enough for a slow download to be resumed.
 */
@ApplicationScoped
public class DownloadGranter {
  static final Duration LIFETIME = Duration.ofHours(2);
  private static final String PURPOSE = "download grant 1";

  @Inject SignedTerm terms;

  /** A grant for whoever was admitted; empty where everybody is and the link may last for ever. */
  public Optional<String> grant(InstallOffer offer) {
    return offer.access() == AccessRule.PUBLIC && offer.build().isApproved()
        ? Optional.empty()
        : Optional.of(terms.issue(PURPOSE, subject(offer), LIFETIME));
  }

  /** Whether a grant is ours, for this very build under its present access rule, and still good. */
  boolean accepts(InstallOffer offer, String grant) {
    return terms.holds(PURPOSE, subject(offer), grant);
  }

  private static String subject(InstallOffer offer) {
    Review review = offer.build().review();
    // what was granted in one state is worth nothing in another
    String state = review.approved() ? "" : "/" + review.state();
    return offer.buildId() + state + "/" + offer.accessStamp();
  }
}
