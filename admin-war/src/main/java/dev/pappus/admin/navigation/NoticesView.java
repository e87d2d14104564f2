package dev.pappus.admin.navigation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notices of the page being shown. */
@Named
@RequestScoped
public class NoticesView {
  @Inject Notices notices;
  @Inject FacesContext faces;
  private @Nullable List<Notices.Notice> items;

  /**
   * Asked for more than once while a page is made, and before it: a pressed form decodes this list
   * too, when its own notices are still to come.
   */
  public List<Notices.Notice> getItems() {
    if (faces.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE) {
      return List.of();
    }
    if (items == null) {
      items = notices.take();
    }
    return items;
  }
}
