package dev.pappus.admin.install;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.build.BuildRepository;
import dev.pappus.install.DownloadLog;
import dev.pappus.install.LoggedDownload;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app's downloads, newest first. */
@Named
@RequestScoped
public class DownloadsView {
  private static final String PATH = "/install/downloads.xhtml";

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject DownloadLog log;
  @Inject BuildRepository builds;
  @Inject HttpServletRequest request;

  private @Nullable Page<Row> page;

  /**
   * One download.
   *
   * @param version of the build, "" where that is gone
   */
  public record Row(LoggedDownload download, String version) {}

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      Map<UUID, String> versions = new HashMap<>();
      known =
          log.page(
                  member.caller(),
                  current.id(),
                  PageRequest.of(null, request.getParameter("cursor")))
              .map(
                  download ->
                      new Row(
                          download, versions.computeIfAbsent(download.buildId(), this::versionOf)));
      page = known;
    }
    return known;
  }

  private String versionOf(UUID buildId) {
    return builds
        .find(buildId)
        .map(found -> found.build().version() + " (" + found.build().versionCode() + ")")
        .orElse("");
  }

  public List<Row> getRows() {
    return page().items();
  }

  /** Address of the following page; null at the end. */
  public @Nullable String getNextLink() {
    return page().next() == null ? null : current.page(PATH) + "&cursor=" + page().next();
  }
}
