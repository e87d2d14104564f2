package dev.pappus.account;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Writes when a token was used last, in a thread and transaction of its own. */
@Stateless
public class TokenUseRecorder {
  @Inject TokenRepository tokens;

  /** A later time of another node stays. */
  @Asynchronous
  public void record(UUID tokenId, Instant at) {
    tokens.used(tokenId, at);
  }
}
