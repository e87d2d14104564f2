package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.AppRepository;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRemover;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
  @Inject CurrentMember member;
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject IconUrls icons;
  @Inject BuildRemover remover;
  @Inject Notices notices;
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

  @PostConstruct
  void load() {
    Map<UUID, Channel> channels =
        apps.channels(current.id()).stream()
            .collect(Collectors.toMap(Channel::id, Function.identity()));
    page =
        builds
            .page(current.id(), PageRequest.of(PAGE_SIZE, request.getParameter("cursor")))
            .map(build -> row(build, channels));
  }

  private Row row(Build build, Map<UUID, Channel> channels) {
    Channel channel = channels.get(build.channelId());
    if (channel == null) {
      throw new IllegalStateException("A build without its channel: " + build.id());
    }
    return new Row(
        PublicId.format(IdKind.BUILD, build.id()),
        build,
        channel,
        icons.of(current.get(), build),
        PackageSheet.of(current.get().platform(), build, words, clock.instant()));
  }

  public List<Row> getRows() {
    return page.items();
  }

  public @Nullable String getNext() {
    return page.next();
  }

  /** Removes the build that the pressed form names. */
  public void remove() throws IOException {
    try {
      PublicId.parse(IdKind.BUILD, String.valueOf(request.getParameter("build")))
          .ifPresent(id -> remover.remove(member.caller(), id));
      notices.good(words.of("builds.removed"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    current.go(PATH);
  }
}
