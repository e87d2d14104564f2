package dev.pappus.rest.build;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildRepository;
import dev.pappus.format.PackageInspector;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds as they are at the moment of an answer. */
@ApplicationScoped
public class BuildAnswers {
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject PackageInspector inspector;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  public BuildResponse of(BuildInContext found) {
    return of(found, builds.hasIcon(found.build().id()));
  }

  /** A page of an app's builds, in three queries whatever its length. */
  ListResponse<BuildResponse> list(App app, PageRequest request) {
    Map<UUID, Channel> channels =
        apps.channels(app.id()).stream()
            .collect(Collectors.toMap(Channel::id, Function.identity()));
    Page<Build> page = builds.page(app.id(), request);
    Set<UUID> icons = builds.withIcon(page.items().stream().map(Build::id).toList());
    return ListResponse.of(
        page,
        build ->
            of(
                new BuildInContext(build, app, channelOf(build, channels)),
                icons.contains(build.id())));
  }

  private BuildResponse of(BuildInContext found, boolean icon) {
    boolean installable = inspector.installable(found.app().platform(), found.build().format());
    return BuildResponse.of(found, icon, installable, clock.instant(), urls);
  }

  private static Channel channelOf(Build build, Map<UUID, Channel> channels) {
    Channel channel = channels.get(build.channelId());
    if (channel == null) {
      throw new IllegalStateException("A build without its channel: " + build.id());
    }
    return channel;
  }
}
