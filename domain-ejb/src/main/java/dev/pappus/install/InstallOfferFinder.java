package dev.pappus.install;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a link offers. Says nothing of who may have it: see {@link InstallAdmission}. */
@Stateless
public class InstallOfferFinder {
  @Inject AppRepository apps;
  @Inject BuildRepository builds;

  /**
   * The offer behind {@code /{slug}}: the build that is named, else the newest of the default
   * channel, else the newest at all; one that is not approved only where no other is there.
   *
   * @param slug in any case, as phones like to begin with a capital
   * @param buildId a build's public id, or null
   * @return empty if there is no such app, no such build of it, or none at all
   */
  public Optional<InstallOffer> find(String slug, @Nullable String buildId) {
    return apps.findBySlug(slug.toLowerCase(Locale.ROOT))
        .flatMap(app -> buildId == null ? newest(app) : named(app, buildId))
        .map(found -> new InstallOffer(found.app(), found.build(), found.channel()));
  }

  private Optional<BuildInContext> named(App app, String buildId) {
    return PublicId.parse(IdKind.BUILD, buildId)
        .flatMap(builds::find)
        .filter(found -> found.app().id().equals(app.id()));
  }

  private Optional<BuildInContext> newest(App app) {
    return builds
        .latestApprovedInChannel(apps.defaultChannel(app.id()).id())
        .or(() -> builds.latestApproved(app.id()))
        .or(() -> builds.latest(app.id()))
        .flatMap(build -> builds.find(build.id()));
  }
}
