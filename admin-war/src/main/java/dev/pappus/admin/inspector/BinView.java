package dev.pappus.admin.inspector;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.inspector.BinEditor;
import dev.pappus.inspector.BinNotFoundException;
import dev.pappus.inspector.CaptureLine;
import dev.pappus.inspector.InspectorSettings;
import dev.pappus.inspector.RequestBin;
import dev.pappus.inspector.RequestBinRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.WebhookDraft;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRegistrar;
import dev.pappus.webhook.endpoint.OwnBins;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One bin, {@code ?bin=bin_…}: what has come, newest first, and what may be done with it. */
@Named
@RequestScoped
public class BinView {
  /** The page of this view, below the console. */
  static final String PATH = "/inspector/bin.xhtml";

  private static final String LIVE = "/inspector/live.xhtml";

  @Inject CurrentMember member;
  @Inject RequestBinRepository bins;
  @Inject BinEditor editor;
  @Inject InspectorSettings settings;
  @Inject AppRepository apps;
  @Inject WebhookRegistrar registrar;
  @Inject EventTypeCatalog eventTypes;
  @Inject PublicUrls urls;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable RequestBin bin;
  private @Nullable List<Row> rows;

  /**
   * One request in the list.
   *
   * @param chosen whether the page shows it
   */
  public record Row(String id, CaptureLine line, boolean chosen) {}

  /** An app that the bin could become a webhook of. */
  public record AppChoice(String id, String name) {}

  /** Before the page is shown: answers 404 where there is no such bin. */
  public void open() throws IOException {
    try {
      get();
    } catch (BinNotFoundException unknown) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
      faces.responseComplete();
    }
  }

  public RequestBin get() {
    if (bin == null) {
      bin =
          Optional.ofNullable(request.getParameter("bin"))
              .flatMap(text -> PublicId.parse(IdKind.REQUEST_BIN, text))
              .map(id -> bins.get(member.caller(), id))
              .orElseThrow(BinNotFoundException::new);
    }
    return bin;
  }

  public String getPublicId() {
    return PublicId.format(IdKind.REQUEST_BIN, get().id());
  }

  public String getUrl() {
    return urls.of(OwnBins.PATH + get().token());
  }

  /** What is kept, newest first; all of it, since a bin keeps only a few. */
  public List<Row> getRows() {
    if (rows == null) {
      UUID chosen = chosen().orElse(null);
      List<CaptureLine> lines = bins.lines(get().id(), settings.requestsPerBin());
      rows =
          lines.stream()
              .map(
                  line ->
                      new Row(
                          PublicId.format(IdKind.CAPTURED_REQUEST, line.id()),
                          line,
                          line.id().equals(chosen)))
              .toList();
    }
    return rows;
  }

  /** The request that the address names. */
  Optional<UUID> chosen() {
    return Optional.ofNullable(request.getParameter("request"))
        .flatMap(text -> PublicId.parse(IdKind.CAPTURED_REQUEST, text));
  }

  /** This page, about this bin. */
  public String getLink() {
    return request.getContextPath() + PATH + "?bin=" + getPublicId();
  }

  /** Where a script finds the list alone. */
  public String getLiveLink() {
    String live = request.getContextPath() + LIVE + "?bin=" + getPublicId();
    return chosen()
        .map(id -> live + "&request=" + PublicId.format(IdKind.CAPTURED_REQUEST, id))
        .orElse(live);
  }

  /** The newest apps of the team. */
  public List<AppChoice> getApps() {
    return apps.page(member.caller(), new PageRequest(PageRequest.MAX_LIMIT, null)).items().stream()
        .map(BinView::choice)
        .toList();
  }

  private static AppChoice choice(App app) {
    return new AppChoice(
        PublicId.format(IdKind.APP, app.id()), app.name() + " · " + app.platform().label());
  }

  /** Makes the bin a webhook of an app, for every event; its secret is shown this once. */
  public void makeWebhook() throws IOException {
    try {
      UUID app =
          Optional.ofNullable(request.getParameter("app"))
              .flatMap(text -> PublicId.parse(IdKind.APP, text))
              .orElseThrow(AppNotFoundException::new);
      List<String> events = eventTypes.all().stream().map(EventType::wireName).toList();
      SavedWebhook saved =
          registrar.create(
              member.caller(),
              WebhookOwner.app(app),
              new WebhookDraft(get().name(), getUrl(), events, true, null));
      saved
          .secret()
          .ifPresent(secret -> notices.secret(words.of("webhook.created"), secret.reveal()));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    go(getLink());
  }

  public void clear() throws IOException {
    try {
      editor.clear(member.caller(), get().id());
      notices.good(words.of("inspector.cleared"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    go(getLink());
  }

  public void remove() throws IOException {
    try {
      editor.remove(member.caller(), get().id());
      notices.good(words.of("inspector.removed"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    go(request.getContextPath() + BinsView.PATH);
  }

  void go(String link) throws IOException {
    faces.getExternalContext().redirect(link);
    faces.responseComplete();
  }
}
