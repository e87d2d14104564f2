package dev.pappus.install;

import dev.pappus.format.InstallLink;
import dev.pappus.format.InstallManifest;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageInspector;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the links by which a device installs an offer. */
@ApplicationScoped
public class InstallLinker {
  @Inject PackageInspector packages;
  @Inject PublicUrls urls;

  /**
   * What the install button opens.
   *
   * @param grant carried by every address in it; null where the channel is public
   * @param icon whether the build has one
   */
  public InstallLink link(InstallOffer offer, @Nullable String grant, boolean icon) {
    return format(offer)
        .map(format -> format.installLink(subject(offer, grant, icon)))
        .orElseGet(() -> InstallLink.to(packageUrl(offer, grant).toString()));
  }

  /** The file the installer reads first, with the grant of the request for it in every address. */
  public Optional<InstallManifest> manifest(
      InstallOffer offer, @Nullable String grant, boolean icon) {
    return format(offer).flatMap(format -> format.manifest(subject(offer, grant, icon)));
  }

  /** Where the package's bytes are. */
  public URI packageUrl(InstallOffer offer, @Nullable String grant) {
    return url(offer, "/package", grant);
  }

  private Optional<PackageFormat> format(InstallOffer offer) {
    return packages.format(offer.build().format());
  }

  private InstallSubject subject(InstallOffer offer, @Nullable String grant, boolean icon) {
    return new InstallSubject(
        offer.app().name(),
        offer.app().bundleId(),
        offer.build().version(),
        packageUrl(offer, grant),
        url(offer, "/manifest.plist", grant),
        icon ? url(offer, "/icon.png", grant) : null);
  }

  private URI url(InstallOffer offer, String file, @Nullable String grant) {
    String address = urls.installPage(offer.app().slug()) + file + "?build=" + offer.buildId();
    return URI.create(grant == null ? address : address + "&grant=" + grant);
  }
}
