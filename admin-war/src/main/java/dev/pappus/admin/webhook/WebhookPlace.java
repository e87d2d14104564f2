package dev.pappus.admin.webhook;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.webhook.WebhookOwner;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Whose webhooks a page is about: the app's that the address names, else the team's. */
@Named
@RequestScoped
public class WebhookPlace {
  private static final String APP_PAGE = "/webhook/webhooks.xhtml";
  private static final String TEAM_PAGE = "/webhook/team.xhtml";

  @Inject CurrentApp current;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  WebhookOwner owner() {
    return isTeam() ? WebhookOwner.TEAM : WebhookOwner.app(current.id());
  }

  public boolean isTeam() {
    return request.getRequestURI().endsWith(TEAM_PAGE);
  }

  /** The page's address, without what it shows or edits. */
  public String getPage() {
    return isTeam() ? request.getContextPath() + TEAM_PAGE : current.page(APP_PAGE);
  }

  /** The page with one webhook, or {@code new}, in its form. */
  public String editing(String webhook) {
    return getPage() + (isTeam() ? "?" : "&") + "edit=" + webhook;
  }

  void go() throws IOException {
    faces.getExternalContext().redirect(getPage());
    faces.responseComplete();
  }
}
