package dev.pappus.build;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StoredFiles;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The transactions in which builds go. */
@Stateless
public class BuildUnpublisher {
  @Inject BuildRepository builds;
  @Inject StoredFiles files;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  public void unpublish(Caller caller, UUID id) {
    Build build = builds.get(caller, Permission.MANAGE_APPS, id).build();
    build.delete(clock.instant());
    builds.removeIcon(id);
    files.release(build.fileKey());
    audit.record(
        caller,
        "build.delete",
        PublicId.format(IdKind.BUILD, id),
        Json.createObjectBuilder()
            .add("number", build.number())
            .add("version", build.version())
            .add("sha256", build.sha256())
            .build(),
        null);
  }

  public int purge(UUID appId, int max) {
    List<Build> batch = builds.anyOf(appId, max);
    for (Build build : batch) {
      if (!build.deleted()) {
        builds.removeIcon(build.id());
        files.release(build.fileKey());
      }
      builds.remove(build);
    }
    return batch.size();
  }
}
