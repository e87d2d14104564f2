package dev.pappus.webhook;

import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.app.AppRepository;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.Platform;
import dev.pappus.shared.Wish;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.Languages;
import dev.pappus.shared.text.TextRules;
import dev.pappus.shared.time.ZoneNames;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.endpoint.EndpointPolicy;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a webhook may look like: the one place that judges input, for making and for changing. */
@ApplicationScoped
public class WebhookRules {
  private static final String DEFAULT_FORMAT = "pgyer";
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_DELAYS = 30;
  private static final Duration MIN_DELAY = Duration.ofSeconds(1);
  private static final Duration MAX_DELAY = Duration.ofDays(7);
  private static final int MAX_CALLS = 10_000;
  private static final int MAX_FILTERED_APPS = 100;
  private static final int MAX_FILTERED_CHANNELS = 50;
  private static final int MAX_CHANNEL_LENGTH = 40;

  @Inject EventTypeCatalog eventTypes;
  @Inject ConnectorCatalog connectors;
  @Inject EndpointPolicy endpoints;
  @Inject WebhookSettings settings;
  @Inject UserRepository users;
  @Inject AppRepository apps;

  /** May wait for a name server: never inside a transaction. */
  AcceptedEndpoint url(@Nullable String url) {
    return endpoints.accept(url);
  }

  /** A new webhook as a draft wants it, but for its URL, which {@link #url} judges. */
  WebhookContent fresh(Caller caller, WebhookOwner owner, WebhookDraft draft) {
    Team team = team(caller);
    WebhookContent blank =
        new WebhookContent(
            name(draft.name()),
            "",
            events(draft.events()),
            true,
            format(Objects.requireNonNullElse(draft.format(), DEFAULT_FORMAT)),
            WebhookOptions.defaults(team.language(), team.timeZone()));
    return changed(caller, owner, blank, draft.withUrl(null));
  }

  /** A webhook with what a draft wants, whose URL was judged. */
  WebhookContent changed(
      Caller caller, WebhookOwner owner, WebhookContent before, WebhookDraft draft) {
    return new WebhookContent(
        draft.name() == null ? before.name() : name(draft.name()),
        Objects.requireNonNullElse(draft.url(), before.url()),
        draft.events() == null ? before.events() : events(draft.events()),
        Objects.requireNonNullElse(draft.enabled(), before.enabled()),
        draft.format() == null ? before.format() : format(draft.format()),
        options(caller, owner, before.options(), draft.wishes()));
  }

  private WebhookOptions options(
      Caller caller, WebhookOwner owner, WebhookOptions before, WebhookWishes wishes) {
    Wish<String> language = wishes.language();
    Wish<String> zone = wishes.timeZone();
    return new WebhookOptions(
        language == null ? before.language() : language(caller, language.value()),
        zone == null ? before.zone() : zone(caller, zone.value()),
        or(
            wishes.headers(),
            before.headers(),
            List.of(),
            wish -> HeaderRules.check(wish, before.headers())),
        orNull(wishes.retrySchedule(), before.retrySchedule(), WebhookRules::delays),
        orNull(wishes.rateLimit(), before.rateLimit(), WebhookRules::rate),
        orNull(wishes.maxConcurrency(), before.maxConcurrency(), this::concurrency),
        Objects.requireNonNullElse(wishes.ordered(), before.ordered()),
        Objects.requireNonNullElse(wishes.asymmetric(), before.asymmetric()),
        or(
            wishes.filter(),
            before.filter(),
            WebhookFilter.ALL,
            wish -> filter(caller, owner, wish)));
  }

  private static <W, T> T or(
      @Nullable Wish<W> wish, T before, T empty, Function<? super W, ? extends T> check) {
    if (wish == null) {
      return before;
    }
    W value = wish.value();
    return value == null ? empty : check.apply(value);
  }

  private static <W, T> @Nullable T orNull(
      @Nullable Wish<W> wish, @Nullable T before, Function<? super W, ? extends T> check) {
    if (wish == null) {
      return before;
    }
    W value = wish.value();
    return value == null ? null : check.apply(value);
  }

  private static String name(@Nullable String name) {
    return TextRules.required("name", name, MAX_NAME_LENGTH);
  }

  /** The chosen events, each once, in the order they were chosen. */
  private Set<String> events(@Nullable List<String> events) {
    if (events == null || events.isEmpty()) {
      throw EventChoiceException.empty();
    }
    List<String> known = eventTypes.all().stream().map(EventType::wireName).toList();
    for (@Nullable String event : events) {
      if (event == null || !known.contains(event)) {
        throw EventChoiceException.unknown(TextRules.storable(String.valueOf(event)), known);
      }
    }
    return new LinkedHashSet<>(events);
  }

  private String format(String format) {
    if (connectors.find(format).isEmpty()) {
      List<String> kinds = connectors.all().stream().map(c -> c.kind()).toList();
      throw new InvalidFieldException("format", "one of " + String.join(", ", kinds));
    }
    return format;
  }

  private Team team(Caller caller) {
    return users
        .findTeam(caller.teamId())
        .orElseThrow(() -> new IllegalStateException("A caller without a team"));
  }

  private Locale language(Caller caller, @Nullable String tag) {
    if (tag == null) {
      return team(caller).language();
    }
    return Languages.read("language", tag);
  }

  private ZoneId zone(Caller caller, @Nullable String name) {
    if (name == null) {
      return team(caller).timeZone();
    }
    return ZoneNames.read("timeZone", name);
  }

  private static List<Duration> delays(List<String> texts) {
    if (texts.size() > MAX_DELAYS) {
      throw new InvalidFieldException("retrySchedule", "at most " + MAX_DELAYS + " delays");
    }
    return texts.stream().map(WebhookRules::delay).toList();
  }

  /** In whole seconds: thirty of them fit into their column. */
  private static Duration delay(String text) {
    try {
      Duration delay = Duration.parse(text);
      if (delay.compareTo(MIN_DELAY) >= 0
          && delay.compareTo(MAX_DELAY) <= 0
          && delay.truncatedTo(ChronoUnit.SECONDS).equals(delay)) {
        return delay;
      }
    } catch (DateTimeException noDuration) {
      throw noDelay();
    }
    throw noDelay();
  }

  private static InvalidFieldException noDelay() {
    return new InvalidFieldException(
        "retrySchedule", "ISO 8601 durations from PT1S to P7D in whole seconds, such as PT5M");
  }

  private static RateLimit rate(WebhookWishes.Rate wish) {
    Integer calls = wish.calls();
    if (calls == null || calls < 1 || calls > MAX_CALLS) {
      throw new InvalidFieldException("rateLimit/calls", "from 1 to " + MAX_CALLS);
    }
    return new RateLimit(
        calls,
        RateLimit.Period.ofWireName(Objects.requireNonNullElse(wish.per(), ""))
            .orElseThrow(() -> new InvalidFieldException("rateLimit/per", "second or minute")));
  }

  private Integer concurrency(Integer calls) {
    if (calls < 1 || calls > settings.maxConcurrency()) {
      throw new InvalidFieldException("maxConcurrency", "from 1 to " + settings.maxConcurrency());
    }
    return calls;
  }

  private WebhookFilter filter(Caller caller, WebhookOwner owner, WebhookWishes.Filter wish) {
    WebhookFilter filter =
        new WebhookFilter(
            set("apps", wish.apps(), MAX_FILTERED_APPS, id -> app(caller, id)),
            set("platforms", wish.platforms(), Platform.values().length, WebhookRules::platform),
            set("channels", wish.channels(), MAX_FILTERED_CHANNELS, WebhookRules::channel));
    if (!owner.isTeam() && !filter.equals(WebhookFilter.ALL)) {
      throw new InvalidFieldException("filter", "only a team's webhook has a filter");
    }
    return filter;
  }

  private static <T> Set<T> set(
      String member, @Nullable List<String> texts, int max, Function<String, T> check) {
    if (texts == null) {
      return Set.of();
    }
    if (texts.size() > max) {
      throw new InvalidFieldException("filter/" + member, "at most " + max);
    }
    return texts.stream().map(check).collect(Collectors.toSet());
  }

  private UUID app(Caller caller, String id) {
    UUID key =
        PublicId.parse(IdKind.APP, id)
            .orElseThrow(() -> new InvalidFieldException("filter/apps", "ids of your apps"));
    try {
      return apps.get(caller, Permission.MANAGE_WEBHOOKS, key).id();
    } catch (DomainException unknown) {
      throw new InvalidFieldException("filter/apps", "ids of your apps");
    }
  }

  private static Platform platform(String name) {
    return Platform.ofWireName(name)
        .orElseThrow(
            () -> new InvalidFieldException("filter/platforms", "ios, android, harmonyos or file"));
  }

  private static String channel(String name) {
    return TextRules.required("filter/channels", name, MAX_CHANNEL_LENGTH);
  }
}
