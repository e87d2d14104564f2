package dev.pappus.admin.app;

import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.url.PublicUrls;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** My Apps: the apps of the team, newest first, each with its newest build. */
@Named
@RequestScoped
public class AppsView {
  private static final int PAGE_SIZE = 50;

  @Inject CurrentMember member;
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject IconUrls icons;
  @Inject PublicUrls urls;
  @Inject HttpServletRequest request;

  private Page<Row> page = new Page<>(List.of(), null);

  /**
   * One app.
   *
   * @param iconUrl a path on this server, "" if there is no icon
   */
  public record Row(String id, App app, @Nullable Build latest, String iconUrl) {}

  @PostConstruct
  void load() {
    Page<App> found =
        apps.page(member.caller(), PageRequest.of(PAGE_SIZE, request.getParameter("cursor")));
    Map<UUID, Build> latest = builds.latestOf(found.items().stream().map(App::id).toList());
    Set<UUID> withIcon = icons.withIcon(latest.values());
    page = found.map(app -> row(app, latest.get(app.id()), withIcon));
  }

  private static Row row(App app, @Nullable Build latest, Set<UUID> withIcon) {
    return new Row(
        PublicId.format(IdKind.APP, app.id()), app, latest, IconUrls.among(app, latest, withIcon));
  }

  public List<Row> getRows() {
    return page.items();
  }

  public @Nullable String getNext() {
    return page.next();
  }

  /** The first upload, to be copied into a terminal. */
  public String getUploadCommand() {
    return "curl -H 'Authorization: Bearer <token>' \\\n     -F file=@app.apk -F notes='First build' \\\n     "
        + urls.of("/api/v1/builds");
  }
}
