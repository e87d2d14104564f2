package dev.pappus.admin.webhook;

import dev.pappus.account.UserRepository;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.Platform;
import dev.pappus.shared.Wish;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.text.Languages;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.RateLimit;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookContent;
import dev.pappus.webhook.WebhookDraft;
import dev.pappus.webhook.WebhookEditor;
import dev.pappus.webhook.WebhookFilter;
import dev.pappus.webhook.WebhookHeaders;
import dev.pappus.webhook.WebhookNotFoundException;
import dev.pappus.webhook.WebhookOptions;
import dev.pappus.webhook.WebhookRegistrar;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.webhook.WebhookSecrets;
import dev.pappus.webhook.WebhookSettings;
import dev.pappus.webhook.WebhookWishes;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of one webhook. The address says which: {@code ?edit=whk_…} or {@code ?edit=new}; with
 * neither it is there only while its owner has none, so that the first visit shows it at once.
 */
@Named
@RequestScoped
public class WebhookForm {
  private static final String NEW = "new";

  /** The first part of the pointer that a wrong value's sentence begins with. */
  private static final Pattern FIELD = Pattern.compile("[a-zA-Z]+(?=[/:])");

  private static final int MAX_CHOICES = PageRequest.MAX_LIMIT;

  @Inject WebhookPlace place;
  @Inject CurrentMember member;
  @Inject WebhooksView list;
  @Inject WebhookRepository webhooks;
  @Inject WebhookHeaders headers;
  @Inject WebhookSecrets secrets;
  @Inject WebhookSettings settings;
  @Inject AppRepository apps;
  @Inject UserRepository users;
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
  private String language = "";
  private String timeZone = "";
  private String headerLines = "";
  private String delays = "";
  private boolean singleAttempt;
  private String calls = "";
  private String period = RateLimit.Period.SECOND.wireName();
  private String concurrency = "";
  private boolean ordered;
  private boolean asymmetric;
  private List<String> filterApps = List.of();
  private List<String> filterPlatforms = List.of();
  private String filterChannels = "";
  private List<CustomHeader> headersBefore = List.of();
  private String publicKey = "";
  private String faultyField = "";
  private String fault = "";

  @PostConstruct
  void load() {
    String edit = request.getParameter("edit");
    Webhook edited = edited(edit);
    if (edited != null) {
      id = edited.id();
      fill(edited);
      shown = true;
    } else {
      events = eventTypes.all().stream().map(EventType::wireName).toList();
      format = connectors.all().get(0).kind();
      users
          .findTeam(member.caller().teamId())
          .ifPresent(
              team -> {
                language = Languages.best(List.of(team.language())).toLanguageTag();
                timeZone = team.timeZone().getId();
              });
      shown = list.getRows().isEmpty() || (NEW.equals(edit) && list.isMoreAllowed());
    }
  }

  /** One that is gone, or that is not the owner's, leaves the list as it is. */
  private @Nullable Webhook edited(@Nullable String edit) {
    try {
      return Optional.ofNullable(edit)
          .flatMap(text -> PublicId.parse(IdKind.WEBHOOK, text))
          .map(key -> webhooks.get(member.caller(), place.owner(), key))
          .orElse(null);
    } catch (WebhookNotFoundException unknown) {
      return null;
    }
  }

  private void fill(Webhook webhook) {
    name = webhook.name();
    url = webhook.url();
    events = List.copyOf(webhook.events());
    enabled = webhook.enabled();
    format = webhook.format();
    headersBefore = headers.of(webhook);
    publicKey = secrets.publicKey(webhook).orElse("");
    fill(WebhookContent.of(webhook, headersBefore).options());
  }

  private void fill(WebhookOptions options) {
    language = Languages.best(List.of(options.language())).toLanguageTag();
    timeZone = options.zone().getId();
    headerLines = HeaderText.of(options.headers());
    List<Duration> schedule = options.retrySchedule();
    singleAttempt = schedule != null && schedule.isEmpty();
    delays = schedule == null ? "" : DelayText.of(schedule);
    RateLimit rate = options.rateLimit();
    if (rate != null) {
      calls = Integer.toString(rate.calls());
      period = rate.per().wireName();
    }
    Integer most = options.maxConcurrency();
    concurrency = most == null ? "" : most.toString();
    ordered = options.ordered();
    asymmetric = options.asymmetric();
    WebhookFilter filter = options.filter();
    filterApps = filter.apps().stream().map(key -> PublicId.format(IdKind.APP, key)).toList();
    filterPlatforms = filter.platforms().stream().map(Platform::wireName).toList();
    filterChannels = filter.channels().stream().sorted().collect(Collectors.joining(", "));
  }

  private WebhookWishes wishes() {
    return new WebhookWishes(
        new Wish<>(language),
        new Wish<>(orNull(timeZone.strip())),
        new Wish<>(HeaderText.read(headerLines, headersBefore)),
        new Wish<>(singleAttempt ? List.of() : orNull(DelayText.read(delays))),
        new Wish<>(calls.isBlank() ? null : new WebhookWishes.Rate(number(calls), period)),
        new Wish<>(concurrency.isBlank() ? null : number(concurrency)),
        ordered,
        asymmetric,
        place.isTeam()
            ? new Wish<>(
                new WebhookWishes.Filter(filterApps, filterPlatforms, words(filterChannels)))
            : null);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable List<String> orNull(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  /** 0, which is no number of anything, for what is none. */
  private static Integer number(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : 0;
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("[,，\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Saves and shows the list; a mistake keeps the form, with what was typed. */
  public void save() throws IOException {
    WebhookDraft draft = new WebhookDraft(name, url, events, enabled, format, wishes());
    try {
      SavedWebhook saved =
          id == null
              ? registrar.create(member.caller(), place.owner(), draft)
              : editor.change(member.caller(), place.owner(), id, draft);
      saved
          .secret()
          .ifPresentOrElse(
              secret -> notices.secret(words.of("webhook.created"), secret.reveal()),
              () -> notices.good(words.of("webhook.saved")));
      saved.warning().ifPresent(notices::warn);
      place.go();
    } catch (DomainException problem) {
      faultyField = fieldOf(problem.code(), problem.detail());
      fault = words.orElse("webhook.fault." + faultyField, words.problem(problem));
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
    Matcher field = FIELD.matcher(code.equals("field-invalid") ? detail : "");
    return field.lookingAt() ? field.group() : "";
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

  /** Whether the settings that few need are to be seen: some are set, or one is wrong. */
  public boolean isMoreShown() {
    boolean set =
        !headerLines.isBlank()
            || !delays.isBlank()
            || singleAttempt
            || !calls.isBlank()
            || !concurrency.isBlank()
            || ordered
            || asymmetric;
    return set || faultyField.matches("language|timeZone|headers|retrySchedule|rateLimit|max.*");
  }

  /** The languages that bodies are written in, each in its own words. */
  public List<Locale> getLanguages() {
    return Languages.SPOKEN;
  }

  /** Names of time zones that places have. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/.*"))
        .sorted()
        .toList();
  }

  public int getMostConcurrency() {
    return settings.maxConcurrency();
  }

  /** The newest apps of the team, to choose from. */
  public List<App> getApps() {
    return apps.page(member.caller(), PageRequest.of(MAX_CHOICES, null)).items();
  }

  public Platform[] getPlatforms() {
    return Platform.values();
  }

  /** What receivers check {@code v1a} signatures with; "" if there is none. */
  public String getPublicKey() {
    return publicKey;
  }

  public String getLanguage() {
    return language;
  }

  public void setLanguage(String language) {
    this.language = language;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    this.timeZone = timeZone;
  }

  public String getHeaderLines() {
    return headerLines;
  }

  public void setHeaderLines(String headerLines) {
    this.headerLines = headerLines;
  }

  public String getDelays() {
    return delays;
  }

  public void setDelays(String delays) {
    this.delays = delays;
  }

  public boolean isSingleAttempt() {
    return singleAttempt;
  }

  public void setSingleAttempt(boolean singleAttempt) {
    this.singleAttempt = singleAttempt;
  }

  public String getCalls() {
    return calls;
  }

  public void setCalls(String calls) {
    this.calls = calls;
  }

  public String getPeriod() {
    return period;
  }

  public void setPeriod(String period) {
    this.period = period;
  }

  public String getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(String concurrency) {
    this.concurrency = concurrency;
  }

  public boolean isOrdered() {
    return ordered;
  }

  public void setOrdered(boolean ordered) {
    this.ordered = ordered;
  }

  public boolean isAsymmetric() {
    return asymmetric;
  }

  public void setAsymmetric(boolean asymmetric) {
    this.asymmetric = asymmetric;
  }

  public List<String> getFilterApps() {
    return filterApps;
  }

  public void setFilterApps(List<String> filterApps) {
    this.filterApps = List.copyOf(filterApps);
  }

  public List<String> getFilterPlatforms() {
    return filterPlatforms;
  }

  public void setFilterPlatforms(List<String> filterPlatforms) {
    this.filterPlatforms = List.copyOf(filterPlatforms);
  }

  public String getFilterChannels() {
    return filterChannels;
  }

  public void setFilterChannels(String filterChannels) {
    this.filterChannels = filterChannels;
  }
}
