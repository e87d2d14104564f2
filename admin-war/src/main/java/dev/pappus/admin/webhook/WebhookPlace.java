package dev.pappus.admin.webhook;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookNotFoundException;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRepository;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose webhooks a page is about: the app's that the address names, else the team's; and which of
 * them, {@code webhook=whk_…}, where it is about one.
 */
@Named
@RequestScoped
public class WebhookPlace {
  private static final String APP_PAGE = "/webhook/webhooks.xhtml";
  private static final String TEAM_PAGE = "/webhook/team.xhtml";
  private static final String PARAMETER = "webhook";

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject WebhookRepository webhooks;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable Webhook webhook;

  public WebhookOwner owner() {
    return isTeam() ? WebhookOwner.TEAM : WebhookOwner.app(current.id());
  }

  public boolean isTeam() {
    String page = request.getRequestURI();
    return page.endsWith(TEAM_PAGE) || (!page.endsWith(APP_PAGE) && !current.isNamed());
  }

  /** Whether the member may change these webhooks, or only look. */
  public boolean isManageable() {
    String needed = Permission.MANAGE_WEBHOOKS.name();
    return isTeam() ? member.may(needed) : current.may(needed);
  }

  /** Before a page about one webhook is shown: answers 404 where there is no such one. */
  public void openWebhook() throws IOException {
    try {
      getWebhook();
    } catch (DomainException unknown) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
      faces.responseComplete();
    }
  }

  /** Before a page is shown that is about an app, or else about one webhook of the team. */
  public void open() throws IOException {
    if (isTeam()) {
      openWebhook();
    } else {
      current.open();
    }
  }

  /**
   * The webhook that the address names.
   *
   * @throws WebhookNotFoundException {@code webhook-not-found} if its owner has no such one
   */
  public Webhook getWebhook() {
    if (webhook == null) {
      webhook =
          Optional.ofNullable(request.getParameter(PARAMETER))
              .flatMap(text -> PublicId.parse(IdKind.WEBHOOK, text))
              .map(id -> webhooks.get(member.caller(), owner(), id))
              .orElseThrow(WebhookNotFoundException::new);
    }
    return webhook;
  }

  /** What surrounds a page about one webhook. */
  public String getTemplate() {
    return isTeam() ? "/WEB-INF/templates/team.xhtml" : "/WEB-INF/templates/app.xhtml";
  }

  /** A page about one webhook, whosever it is, below the console. */
  public String about(String path, Webhook of) {
    UUID appId = of.appId();
    return request.getContextPath()
        + path
        + "?"
        + (appId == null ? "" : "app=" + PublicId.format(IdKind.APP, appId) + "&")
        + PARAMETER
        + "="
        + PublicId.format(IdKind.WEBHOOK, of.id());
  }

  /** The page's address, without what it shows or edits. */
  public String getPage() {
    return isTeam() ? request.getContextPath() + TEAM_PAGE : current.page(APP_PAGE);
  }

  /** The page with one webhook, or {@code new}, in its form. */
  public String editing(String edited) {
    return getPage() + (isTeam() ? "?" : "&") + "edit=" + edited;
  }

  void go() throws IOException {
    faces.getExternalContext().redirect(getPage());
    faces.responseComplete();
  }
}
