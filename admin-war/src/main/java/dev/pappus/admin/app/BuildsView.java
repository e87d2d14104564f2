package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.app.AppRepository;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The builds of an app, newest first. */
@Named
@RequestScoped
public class BuildsView {
  /** The page of this view, below the console. */
  static final String PATH = "/app/builds.xhtml";

  private static final int PAGE_SIZE = 20;

  @Inject CurrentApp current;
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject IconUrls icons;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject Clock clock;

  private Page<Row> page = new Page<>(List.of(), null);

  /**
   * One build.
   *
   * @param channel the one it was uploaded to
   * @param iconUrl a path on this server, "" if there is no icon
   * @param sheet what its package says
   */
  public record Row(String id, Build build, Channel channel, String iconUrl, PackageSheet sheet) {}

  /** Three queries, whatever there is. */
  @PostConstruct
  void load() {
    Map<UUID, Channel> channels =
        apps.channels(current.id()).stream()
            .collect(Collectors.toMap(Channel::id, Function.identity()));
    Page<Build> found =
        builds.page(current.id(), PageRequest.of(PAGE_SIZE, request.getParameter("cursor")));
    Set<UUID> withIcon = icons.withIcon(found.items());
    page = found.map(build -> row(build, channels, withIcon));
  }

  private Row row(Build build, Map<UUID, Channel> channels, Set<UUID> withIcon) {
    Channel channel = channels.get(build.channelId());
    if (channel == null) {
      throw new IllegalStateException("A build without its channel: " + build.id());
    }
    return new Row(
        PublicId.format(IdKind.BUILD, build.id()),
        build,
        channel,
        IconUrls.among(current.get(), build, withIcon),
        PackageSheet.of(current.get().platform(), build, words, clock.instant()));
  }

  public List<Row> getRows() {
    return page.items();
  }

  public @Nullable String getNext() {
    return page.next();
  }
}
