package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.shared.security.Permission;
import dev.pappus.app.AppRepository;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.storage.StagedFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;

/** Says what an upload would say of its package, and keeps nothing. */
@ApplicationScoped
public class BuildInspection {
  @Inject AccessControl accessControl;
  @Inject PackageInspector inspector;
  @Inject AppRepository apps;
  @Inject PublicUrls urls;

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
          installable(facts),
          staged.sizeBytes(),
          staged.sha256(),
          apps.findByIdentity(caller.teamId(), facts.platform(), facts.bundleId())
              .filter(app -> caller.grants().reaches(app.id()))
              .orElse(null));
    }
  }

  /** There is no build yet, so the link leads nowhere; that there is one is what counts. */
  private boolean installable(PackageFacts facts) {
    URI nowhere = URI.create(urls.of("/"));
    InstallSubject subject =
        new InstallSubject(
            facts.name(), facts.bundleId(), facts.displayVersion(), nowhere, nowhere, null);
    return inspector
        .format(facts.format())
        .filter(format -> format.installLink(subject).href() != null)
        .isPresent();
  }
}
