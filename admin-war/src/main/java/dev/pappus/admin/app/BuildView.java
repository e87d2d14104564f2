package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.build.BuildRemover;
import dev.pappus.build.BuildRepository;
import dev.pappus.install.DownloadStart;
import dev.pappus.install.DownloadsToday;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** One build: {@code ?app=app_…&build=bld_…}. */
@Named
@RequestScoped
public class BuildView {
  /** The page of this view, below the console. */
  static final String PATH = "/app/build.xhtml";

  private static final String PARAMETER = "build";

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject BuildRepository builds;
  @Inject BuildRemover remover;
  @Inject IconUrls icons;
  @Inject PublicUrls urls;
  @Inject DownloadStart start;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;
  @Inject Clock clock;

  private @Nullable BuildInContext found;
  private @Nullable PackageSheet sheet;
  private @Nullable DownloadsToday downloads;
  private boolean downloadsRead;

  /** Before the page is shown: as {@link CurrentApp#open}; 404 too where it has no such build. */
  public void open() throws IOException {
    current.open();
    if (faces.getResponseComplete()) {
      return;
    }
    try {
      find();
    } catch (BuildNotFoundException unknown) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
      faces.responseComplete();
    }
  }

  private BuildInContext find() {
    BuildInContext known = found;
    if (known == null) {
      known =
          PublicId.parse(IdKind.BUILD, String.valueOf(request.getParameter(PARAMETER)))
              .map(id -> builds.get(member.caller(), id))
              .filter(build -> build.app().id().equals(current.id()))
              .orElseThrow(BuildNotFoundException::new);
      found = known;
    }
    return known;
  }

  public Build get() {
    return find().build();
  }

  public String getId() {
    return PublicId.format(IdKind.BUILD, get().id());
  }

  public Channel getChannel() {
    return find().channel();
  }

  /** A path on this server, "" if there is no icon. */
  public String getIconUrl() {
    return icons.of(find().app(), get());
  }

  public String getInstallUrl() {
    return urls.installPage(find().app().slug(), getId());
  }

  /** How often it was downloaded today, and of what that is the end; "" where nobody counts. */
  public String getDownloads() {
    DownloadsToday today = today();
    if (today == null) {
      return "";
    }
    long limit = today.allowance().limit();
    return today.left() > 0
        ? words.of("builds.downloadsToday", today.used(), limit)
        : words.of(
            today.allowance().verified() ? "builds.downloadsUsedUp" : "builds.downloadsUnverified",
            today.used(),
            limit);
  }

  /** Whether testers can download it today. */
  public boolean isDownloadable() {
    DownloadsToday today = today();
    return today == null || today.left() > 0;
  }

  private @Nullable DownloadsToday today() {
    if (!downloadsRead) {
      downloads = start.today(find()).orElse(null);
      downloadsRead = true;
    }
    return downloads;
  }

  /** What its package says. */
  public PackageSheet getSheet() {
    PackageSheet known = sheet;
    if (known == null) {
      known = PackageSheet.of(find().app().platform(), get(), words, clock.instant());
      sheet = known;
    }
    return known;
  }

  /** A sentence; "" if there is nothing to say. */
  public String getInspectionProblem() {
    String problem = get().inspectionProblem();
    return problem == null ? "" : words.orElse("inspection.problem." + problem, problem);
  }

  /** The page of a build of this app. */
  public String page(String id) {
    return current.page(PATH) + "&" + PARAMETER + "=" + id;
  }

  public void remove() throws IOException {
    try {
      remover.remove(member.caller(), get().id());
      notices.good(words.of("builds.removed"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    current.go(BuildsView.PATH);
  }
}
