package dev.pappus.admin.app;

import dev.pappus.app.App;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Where a build's icon is served. */
@ApplicationScoped
public class IconUrls {
  @Inject BuildRepository builds;

  /** A path on this server; "" if there is no build, or it has no icon. */
  public String of(App app, @Nullable Build build) {
    return build == null || builds.icon(build.id()).isEmpty()
        ? ""
        : "/" + app.slug() + "/icon.png?build=" + PublicId.format(IdKind.BUILD, build.id());
  }
}
