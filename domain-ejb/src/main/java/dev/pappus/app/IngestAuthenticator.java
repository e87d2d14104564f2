package dev.pappus.app;

import dev.pappus.account.Role;
import dev.pappus.account.UnauthenticatedException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Lets an app in the field report, by its ingest key; it may do nothing else. */
@ApplicationScoped
public class IngestAuthenticator {
  @Inject AppRepository apps;

  /**
   * @throws UnauthenticatedException {@code unauthenticated} if the key is not this app's
   */
  public Caller byIngestKey(UUID appId, String key, String remoteAddress) {
    App app =
        apps.find(appId)
            .filter(candidate -> same(candidate.ingestKey(), key))
            .orElseThrow(() -> new UnauthenticatedException("This is not the app's ingest key."));
    return new Caller(
        app.teamId(), ActorKind.INGEST, app.id(), app.name(), Role.REPORTER.name(), remoteAddress);
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
