package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes and takes the links in messages. */
@ApplicationScoped
public class AccountLinks {
  @Inject AccountLinkRepository links;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Makes one; an older one of the purpose is worth nothing from then on.
   *
   * @return its secret, which is stored nowhere
   */
  String make(UUID userId, LinkPurpose purpose, Duration lifetime) {
    links.removeAll(userId, purpose);
    String secret = TokenText.linkSecret(random);
    links.add(
        new AccountLink(
            userId,
            purpose,
            TokenText.sha256(secret),
            clock.instant().plus(lifetime),
            clock.instant()));
    return secret;
  }

  /** Whose link it is, if it is still good. */
  Optional<UUID> owner(LinkPurpose purpose, String secret) {
    return find(purpose, secret).map(AccountLink::userId);
  }

  /**
   * Uses one up.
   *
   * @return whose it was
   * @throws LinkGoneException {@code link-gone}
   */
  UUID take(LinkPurpose purpose, String secret) {
    AccountLink link = find(purpose, secret).orElseThrow(LinkGoneException::new);
    if (!links.take(link.id())) {
      throw new LinkGoneException();
    }
    return link.userId();
  }

  /** Makes all of a purpose worthless. */
  void forget(UUID userId, LinkPurpose purpose) {
    links.removeAll(userId, purpose);
  }

  private Optional<AccountLink> find(LinkPurpose purpose, String secret) {
    return links
        .find(purpose, TokenText.sha256(secret))
        .filter(link -> link.holds(clock.instant()));
  }
}
