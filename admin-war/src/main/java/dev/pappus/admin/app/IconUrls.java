package dev.pappus.admin.app;

import dev.pappus.app.App;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where builds' icons are served. */
@ApplicationScoped
public class IconUrls {
  @Inject BuildRepository builds;

  /** A path on this server; "" if there is no build, or it has no icon. */
  String of(App app, @Nullable Build build) {
    return build == null ? "" : among(app, build, builds.withIcon(Set.of(build.id())));
  }

  /** Which of some builds have an icon: asked once for a list of them. */
  public Set<UUID> withIcon(Collection<Build> some) {
    return builds.withIcon(some.stream().map(Build::id).toList());
  }

  /** As {@link #of}, for a build of a list. */
  public static String among(App app, @Nullable Build build, Set<UUID> withIcon) {
    return build == null || !withIcon.contains(build.id())
        ? ""
        : "/" + app.slug() + "/icon.png?build=" + PublicId.format(IdKind.BUILD, build.id());
  }
}
