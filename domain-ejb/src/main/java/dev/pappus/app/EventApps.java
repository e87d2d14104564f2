package dev.pappus.app;

import dev.pappus.event.EventApp;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What an event says of an app, at this moment. */
@ApplicationScoped
public class EventApps {
  @Inject PublicUrls urls;

  public EventApp describe(App app) {
    return new EventApp(
        app.id(),
        app.name(),
        app.platform(),
        app.bundleId(),
        app.slug(),
        urls.installPage(app.slug()));
  }
}
