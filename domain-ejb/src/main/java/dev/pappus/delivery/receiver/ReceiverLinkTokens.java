package dev.pappus.delivery.receiver;

import dev.pappus.secret.KeyRing;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands in the address of a receiver's page: the link's key, signed, so that no stranger's
 * guess reaches the database. Nothing of it is stored; who may manage the webhook sees it again.
 */
@ApplicationScoped
public class ReceiverLinkTokens {
  /** First path segment of the pages. */
  public static final String PATH = "receiver";

  private static final String PURPOSE = "receiver-link";

  /** Ours have some 90 characters. */
  private static final int MAX_LENGTH = 200;

  @Inject KeyRing keys;
  @Inject PublicUrls urls;

  /** The address of the page. */
  public String url(ReceiverLink link) {
    return urls.of("/" + PATH + "/" + token(link));
  }

  String token(ReceiverLink link) {
    return keys.sign(PURPOSE, PublicId.format(IdKind.RECEIVER_LINK, link.id()));
  }

  /** The key of the link; empty if we did not make that token. */
  Optional<UUID> read(String token) {
    return token.length() > MAX_LENGTH
        ? Optional.empty()
        : keys.verify(PURPOSE, token).flatMap(id -> PublicId.parse(IdKind.RECEIVER_LINK, id));
  }
}
