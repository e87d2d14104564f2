package dev.pappus.admin.webhook;

import dev.pappus.admin.app.CurrentApp;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookDraft;
import dev.pappus.webhook.WebhookEditor;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRegistrar;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form of one webhook. The address says which: {@code ?edit=whk_…} or {@code ?edit=new}; with
 * neither it is there only while the app has none, so that the first visit shows it at once.
 */
@Named
@RequestScoped
public class WebhookForm {
  private static final String NEW = "new";

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject WebhooksView list;
  @Inject WebhookRepository webhooks;
  @Inject WebhookRegistrar registrar;
  @Inject WebhookEditor editor;
  @Inject EventTypeCatalog eventTypes;
  @Inject ConnectorCatalog connectors;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;

  private @Nullable UUID id;
  private boolean shown;
  private String name = "";
  private String url = "";
  private List<String> events = List.of();
  private boolean enabled = true;
  private String format = "";
  private String faultyField = "";
  private String fault = "";

  @PostConstruct
  void load() {
    String edit = request.getParameter("edit");
    id =
        Optional.ofNullable(edit)
            .flatMap(text -> PublicId.parse(IdKind.WEBHOOK, text))
            .orElse(null);
    if (id != null) {
      fill(webhooks.get(member.caller(), current.id(), id));
      shown = true;
    } else {
      events = eventTypes.all().stream().map(EventType::wireName).toList();
      format = connectors.all().get(0).kind();
      shown = list.getRows().isEmpty() || (NEW.equals(edit) && list.isMoreAllowed());
    }
  }

  private void fill(Webhook webhook) {
    name = webhook.name();
    url = webhook.url();
    events = List.copyOf(webhook.events());
    enabled = webhook.enabled();
    format = webhook.format();
  }

  /** Saves and shows the list; a mistake keeps the form, with what was typed. */
  public void save() throws IOException {
    WebhookDraft draft = new WebhookDraft(name, url, events, enabled, format);
    try {
      SavedWebhook saved =
          id == null
              ? registrar.create(member.caller(), WebhookOwner.app(current.id()), draft)
              : editor.change(member.caller(), WebhookOwner.app(current.id()), id, draft);
      saved
          .secret()
          .ifPresentOrElse(
              secret -> notices.secret(words.of("webhook.created"), secret.reveal()),
              () -> notices.good(words.of("webhook.saved")));
      saved.warning().ifPresent(notices::warn);
      current.go(WebhooksView.PATH);
    } catch (DomainException problem) {
      fault = words.problem(problem);
      faultyField = fieldOf(problem.code(), problem.detail());
      if (faultyField.isEmpty()) {
        notices.bad(fault);
      }
    }
  }

  private static String fieldOf(String code, String detail) {
    if (code.startsWith("url-")) {
      return "url";
    }
    if (code.startsWith("event")) {
      return "events";
    }
    return code.equals("field-invalid") && detail.startsWith("name") ? "name" : "";
  }

  /** What is wrong with a field; "" if nothing is. */
  public String fault(String field) {
    return faultyField.equals(field) ? fault : "";
  }

  public boolean isShown() {
    return shown;
  }

  public boolean isFresh() {
    return id == null;
  }

  public List<Connector> getConnectors() {
    return connectors.all();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public List<String> getEvents() {
    return events;
  }

  public void setEvents(List<String> events) {
    this.events = List.copyOf(events);
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public String getFormat() {
    return format;
  }

  public void setFormat(String format) {
    this.format = format;
  }
}
