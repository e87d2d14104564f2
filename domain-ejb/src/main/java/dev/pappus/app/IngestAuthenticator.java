package dev.pappus.app;

import dev.pappus.account.Role;
import dev.pappus.account.UnauthenticatedException;
import dev.pappus.audit.Refusals;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Lets an app in the field report, by its ingest key; it may do nothing else. */
@ApplicationScoped
public class IngestAuthenticator {
  @Inject AppRepository apps;
  @Inject Refusals refusals;

  /**
   * @throws UnauthenticatedException {@code unauthenticated} if the key is not this app's
   */
  public Caller byIngestKey(UUID appId, String key, String remoteAddress) {
    App app =
        apps.find(appId)
            .filter(candidate -> same(candidate.ingestKey(), key))
            .orElseThrow(() -> refused(appId, remoteAddress));
    return new Caller(
        app.teamId(),
        ActorKind.INGEST,
        app.id(),
        app.name(),
        Grants.ofApp(app.id(), Role.REPORTER.permissions()),
        remoteAddress);
  }

  private UnauthenticatedException refused(UUID appId, String remoteAddress) {
    refusals.note(
        Refusals.stranger(ActorKind.INGEST, "unknown", remoteAddress),
        "ingest-key.use",
        PublicId.format(IdKind.APP, appId),
        null);
    return new UnauthenticatedException("This is not the app's ingest key.");
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
