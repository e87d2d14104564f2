package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StagedFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;

/** Says what an upload would say of its package, and keeps nothing. */
@ApplicationScoped
public class BuildInspection {
  @Inject AccessControl accessControl;
  @Inject PackageInspector inspector;
  @Inject AppRepository apps;

  /**
   * Reads a file that {@link BuildReceiver#stage} took in, and discards it in any case.
   *
   * @param fileName as the client named it; only makes a refusal more helpful
   * @throws DomainException {@code forbidden}, {@code file-empty}, {@code package-unreadable},
   *     {@code package-unsupported}, {@code unavailable}
   * @throws IOException if the file cannot be discarded
   */
  public InspectedPackage inspect(Caller caller, StagedFile staged, String fileName)
      throws IOException {
    try (staged) {
      accessControl.requireSomewhere(caller, Permission.UPLOAD);
      PackageFacts facts = inspector.inspect(staged.path(), fileName);
      return new InspectedPackage(
          facts,
          inspector.installable(facts.platform(), facts.format()),
          staged.sizeBytes(),
          staged.sha256(),
          existingApp(caller, facts).orElse(null));
    }
  }

  /** Of those that are there for the caller; what does not tell its name could be of any. */
  private Optional<App> existingApp(Caller caller, PackageFacts facts) {
    String bundleId = facts.bundleId() == null ? facts.name() : facts.bundleId();
    return bundleId == null
        ? Optional.empty()
        : apps.findByIdentity(caller.teamId(), facts.platform(), bundleId)
            .filter(app -> caller.grants().reaches(app.id()));
  }
}
