package dev.pappus.admin.inspector;

import dev.pappus.inspector.BodyView;
import dev.pappus.inspector.Capture;
import dev.pappus.inspector.HeaderLines.Header;
import dev.pappus.inspector.RequestBinRepository;
import dev.pappus.inspector.SignatureCheck;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request that the page of a bin shows: the chosen one, else the newest. */
@Named
@RequestScoped
public class CaptureView {
  @Inject BinView bin;
  @Inject RequestBinRepository bins;
  @Inject HttpServletRequest request;

  private @Nullable Capture capture;
  private boolean looked;
  private SignatureCheck.@Nullable Outcome outcome;

  private Optional<Capture> find() {
    if (!looked) {
      looked = true;
      capture =
          bin.chosen()
              .or(() -> bin.getRows().stream().findFirst().map(row -> row.line().id()))
              .flatMap(id -> bins.findCapture(bin.get().id(), id))
              .orElse(null);
    }
    return Optional.ofNullable(capture);
  }

  /** Null where nothing has come, or what was chosen is gone. */
  public @Nullable Capture get() {
    return find().orElse(null);
  }

  /** Its id, "" where there is none. */
  public String getPublicId() {
    return find().map(shown -> PublicId.format(IdKind.CAPTURED_REQUEST, shown.id())).orElse("");
  }

  public boolean isShown() {
    return find().isPresent();
  }

  public List<Header> getHeaders() {
    return find().map(shown -> shown.request().headers().all()).orElse(List.of());
  }

  /** The body indented; "" where there is no such view of it. */
  public String getPretty() {
    return find().flatMap(shown -> BodyView.pretty(shown.request())).orElse("");
  }

  public String getRaw() {
    return find().map(shown -> BodyView.text(shown.request().body())).orElse("");
  }

  /** Whether the raw view shows every byte. */
  public boolean isText() {
    return find().map(shown -> BodyView.exactText(shown.request().body()).isPresent()).orElse(true);
  }

  /** In bytes, as kept. */
  public int getSize() {
    return find().map(shown -> shown.request().body().length).orElse(0);
  }

  public boolean isSigned() {
    return find()
        .map(shown -> !shown.request().headers().first("webhook-signature").isEmpty())
        .orElse(false);
  }

  /**
   * Checks the signature with what was pasted. It is read from the request and nowhere else: a
   * component of the page would keep it in the session.
   */
  public void check() {
    String key = request.getParameter("key");
    outcome =
        find()
            .map(
                shown ->
                    SignatureCheck.check(
                        shown.request(), shown.receivedAt(), key == null ? "" : key))
            .orElse(null);
  }

  /** What the check came to, "" if there was none. */
  public String getOutcome() {
    return outcome == null ? "" : outcome.name();
  }
}
