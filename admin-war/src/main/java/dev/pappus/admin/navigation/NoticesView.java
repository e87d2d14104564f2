package dev.pappus.admin.navigation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notices of the page being shown. */
@Named
@RequestScoped
public class NoticesView {
  @Inject Notices notices;
  private @Nullable List<Notices.Notice> items;

  /** Asked for more than once while a page is made. */
  public List<Notices.Notice> getItems() {
    if (items == null) {
      items = notices.take();
    }
    return items;
  }
}
