package dev.pappus.admin.engine;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.EngineState;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.EngineSwitch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How deliveries stand on all nodes, and the operator's switch. */
@Named
@RequestScoped
public class EngineView {
  private static final String PATH = "/engine/engine.xhtml";

  @Inject CurrentMember member;
  @Inject EngineSwitch engine;
  @Inject EngineStatus status;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable EngineState state;

  /** Asked once for a page. */
  public EngineState getState() {
    EngineState known = state;
    if (known == null) {
      known = engine.state(member.caller());
      state = known;
    }
    return known;
  }

  /** {@code PAUSED}, {@code DRAINED} or {@code RUNNING}, for its word. */
  public String getStatus() {
    EngineState now = getState();
    return now.drained() ? "DRAINED" : now.operator().paused() ? "PAUSED" : "RUNNING";
  }

  /** Whether this node sends nothing at the moment, for the line on every page. */
  public boolean isPaused() {
    return status.paused();
  }

  public void pause() throws IOException {
    turn(true, "engine.pausedNow");
  }

  public void resume() throws IOException {
    turn(false, "engine.resumedNow");
  }

  private void turn(boolean paused, String text) throws IOException {
    engine.turn(member.caller(), paused);
    notices.good(words.of(text));
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }
}
