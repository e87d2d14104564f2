package dev.pappus.admin.inspector;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.inspector.BinContent;
import dev.pappus.inspector.BinEditor;
import dev.pappus.inspector.InspectorSettings;
import dev.pappus.inspector.RequestBin;
import dev.pappus.inspector.RequestBinRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.endpoint.OwnBins;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request bins of the team, and making one. */
@Named
@RequestScoped
public class BinsView {
  /** The page of this view, below the console. */
  static final String PATH = "/inspector/bins.xhtml";

  @Inject CurrentMember member;
  @Inject RequestBinRepository bins;
  @Inject BinEditor editor;
  @Inject InspectorSettings settings;
  @Inject PublicUrls urls;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private Page<Row> page = new Page<>(List.of(), null);

  /**
   * One bin.
   *
   * @param url where it takes requests
   */
  public record Row(String id, RequestBin bin, String url) {}

  @PostConstruct
  void load() {
    page =
        bins.page(member.caller(), PageRequest.of(null, request.getParameter("cursor")))
            .map(
                bin ->
                    new Row(
                        PublicId.format(IdKind.REQUEST_BIN, bin.id()),
                        bin,
                        urls.of(OwnBins.PATH + bin.token())));
  }

  public List<Row> getRows() {
    return page.items();
  }

  public @Nullable String getNext() {
    return page.next();
  }

  public int getLimit() {
    return settings.binsPerTeam();
  }

  /** How many requests a bin keeps. */
  public int getKept() {
    return settings.requestsPerBin();
  }

  /** How long a bin lives after its last change, in days, at least one. */
  public long getDays() {
    return Math.max(1, settings.binLifetime().toDays());
  }

  /** Makes a bin and shows it. */
  public void create() throws IOException {
    String given = request.getParameter("name");
    String name = given == null || given.isBlank() ? words.of("inspector.defaultName") : given;
    try {
      RequestBin bin = editor.create(member.caller(), new BinContent.Draft(name, null, null, null));
      go(BinView.PATH + "?bin=" + PublicId.format(IdKind.REQUEST_BIN, bin.id()));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
      go(PATH);
    }
  }

  private void go(String path) throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + path);
    faces.responseComplete();
  }
}
