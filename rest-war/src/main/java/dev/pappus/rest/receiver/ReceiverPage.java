package dev.pappus.rest.receiver;

import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.DeliveryWords;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.NextAttempt;
import dev.pappus.delivery.Timings;
import dev.pappus.delivery.Waiting;
import dev.pappus.delivery.WebhookHealth;
import dev.pappus.delivery.receiver.ReceiverLinkTokens;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.rest.install.HtmlAnswers;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a receiver's page are filled with. What a stranger must not see is left out
 * here: all of a URL behind its host, other people's headers, what our side says of addresses.
 */
@ApplicationScoped
class ReceiverPage {
  private static final int MAX_BODY_BYTES = 64 * 1024;

  @Inject DeliveryRepository deliveries;
  @Inject EventTypeCatalog eventTypes;
  @Inject UserRepository users;

  /** Texts and times in the reader's language and the team's zone. */
  private record Tongue(
      Locale language, ZoneId zone, Map<String, String> words, DeliveryWords said) {
    String time(Instant instant) {
      return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
          .withLocale(language)
          .withZone(zone)
          .format(instant);
    }

    String word(String key) {
      return words.getOrDefault(key, key);
    }

    String duration(Duration time) {
      long millis = time.toMillis();
      return millis < 1000 ? millis + " ms" : String.format(language, "%.1f s", millis / 1000.0);
    }
  }

  /** Of a link that leads nowhere. */
  Map<String, Object> empty(Locale language) {
    return Map.of("r", HtmlAnswers.words(ReceiverPage.class, language));
  }

  /** The deliveries of a webhook. */
  Map<String, Object> list(
      Webhook webhook, String token, Page<Delivery> page, boolean further, Locale language) {
    Tongue tongue = tongue(webhook, language);
    Map<UUID, Waiting> waiting = deliveries.waiting(page.items());
    Map<UUID, String> types =
        deliveries.eventTypes(page.items().stream().map(Delivery::eventId).distinct().toList());
    Map<UUID, List<Attempt>> attempts =
        deliveries.attemptsInShort(page.items().stream().map(Delivery::id).toList(), 1);
    Map<String, Object> model = head(webhook, token, tongue);
    model.put(
        "deliveries",
        page.items().stream()
            .map(
                delivery ->
                    row(
                        delivery,
                        types.getOrDefault(delivery.eventId(), ""),
                        attempts.getOrDefault(delivery.id(), List.of()),
                        waiting.get(delivery.id()),
                        token,
                        tongue))
            .toList());
    model.put("next", page.next() == null ? "" : path(token) + "?cursor=" + page.next());
    model.put("first", further ? path(token) : "");
    model.put("php", sample("verified.php"));
    model.put("java", sample("Verified.java"));
    model.put("formatText", tongue.word("format_text_" + webhook.format()));
    return model;
  }

  /** One delivery with its attempts, newest first. */
  Map<String, Object> delivery(Webhook webhook, String token, Delivery delivery, Locale language) {
    Tongue tongue = tongue(webhook, language);
    List<Attempt> attempts = deliveries.attempts(delivery.id());
    byte[] stored = deliveries.body(delivery.id()).map(MessageBody::bytes).orElse(null);
    String type =
        deliveries.eventTypes(List.of(delivery.eventId())).getOrDefault(delivery.eventId(), "");
    Map<String, Object> model = head(webhook, token, tongue);
    model.putAll(
        row(
            delivery,
            type,
            attempts,
            deliveries.waiting(List.of(delivery)).get(delivery.id()),
            token,
            tongue));
    model.put("eventId", PublicId.format(IdKind.EVENT, delivery.eventId()));
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      shown.add(attempt(attempts.get(i), stored, tongue));
    }
    model.put("attempts", shown);
    model.put("body", stored == null || !attempts.isEmpty() ? "" : text(stored));
    return model;
  }

  private Tongue tongue(Webhook webhook, Locale language) {
    ZoneId zone = users.findTeam(webhook.teamId()).map(Team::timeZone).orElse(ZoneOffset.UTC);
    return new Tongue(
        language,
        zone,
        HtmlAnswers.words(ReceiverPage.class, language),
        DeliveryWords.in(language));
  }

  private Map<String, Object> head(Webhook webhook, String token, Tongue tongue) {
    WebhookHealth health =
        deliveries.health(List.of(webhook.id())).getOrDefault(webhook.id(), WebhookHealth.UNKNOWN);
    Map<String, Object> model = new HashMap<>();
    model.put("r", tongue.words());
    model.put("name", webhook.name());
    model.put("home", path(token));
    model.put("url", masked(webhook.url()));
    model.put("format", tongue.word("format_" + webhook.format()));
    model.put(
        "events",
        webhook.events().stream()
            .map(type -> label(type, tongue.language()))
            .collect(Collectors.joining(", ")));
    model.put("health", tongue.said().health(webhook.enabled(), health));
    model.put("healthClass", !webhook.enabled() ? "off" : health.failures() > 0 ? "bad" : "good");
    Instant last = health.lastSuccessAt();
    model.put("lastSuccess", last == null ? "" : tongue.time(last));
    model.put("zone", tongue.zone().getId());
    return model;
  }

  private Map<String, Object> row(
      Delivery delivery,
      String type,
      List<Attempt> attempts,
      @Nullable Waiting waiting,
      String token,
      Tongue tongue) {
    Map<String, Object> row = new HashMap<>();
    String id = PublicId.format(IdKind.DELIVERY, delivery.id());
    row.put("id", id);
    row.put("href", path(token) + "/" + id);
    row.put("status", delivery.status().name());
    row.put("statusWord", tongue.word("state_" + delivery.status().name()));
    row.put("event", label(type, tongue.language()));
    row.put("created", tongue.time(delivery.createdAt()));
    row.put("createdAt", delivery.createdAt().toString());
    row.put("attemptCount", delivery.attemptCount());
    row.put("test", delivery.test());
    row.put("text", sentence(delivery, attempts, waiting, tongue));
    return row;
  }

  /** What has become of it: the end, or what it waits for. */
  private static String sentence(
      Delivery delivery, List<Attempt> attempts, @Nullable Waiting waiting, Tongue tongue) {
    if (waiting != null) {
      Instant until = waiting.until();
      return tongue.said().waiting(waiting)
          + (until == null ? "" : " (" + tongue.time(until) + ")");
    }
    String reason = delivery.reason();
    if (reason != null && delivery.status() != DeliveryStatus.DELIVERED) {
      return tongue.said().reason(reason);
    }
    if (delivery.status().finished() && !attempts.isEmpty()) {
      return tongue.said().outcome(attempts.get(attempts.size() - 1));
    }
    return delivery.inFlight() ? tongue.word("in_flight") : "";
  }

  private static Map<String, Object> attempt(
      Attempt attempt, byte @Nullable [] stored, Tongue tongue) {
    Exchange exchange = attempt.exchange();
    byte[] sealed = exchange.sealedBody();
    byte[] headers = exchange.responseHeaders();
    byte[] answer = exchange.responseBody();
    Map<String, Object> model = new HashMap<>();
    model.put("number", attempt.number());
    model.put("outcome", attempt.outcome().name());
    model.put(
        "good",
        attempt.exchange().httpStatus() != null && attempt.outcome().name().equals("DELIVERED"));
    model.put(
        "httpStatus", exchange.httpStatus() == null ? "" : String.valueOf(exchange.httpStatus()));
    model.put("started", tongue.time(attempt.startedAt()));
    model.put("startedAt", attempt.startedAt().toString());
    model.put("took", tongue.duration(attempt.took()));
    model.put("said", tongue.said().outcome(attempt));
    model.put("duplicate", attempt.duplicate() ? tongue.said().duplicate() : "");
    NextAttempt next = attempt.next();
    model.put("next", next == null ? "" : tongue.said().next(next) + ": " + tongue.time(next.at()));
    model.put("timings", timings(exchange.timings(), tongue));
    model.put("requestHeaders", ShownHeaders.sent(exchange.requestHeaders()));
    byte[] sent = sealed == null ? stored : sealed;
    model.put("requestBody", sent == null ? "" : text(sent));
    model.put(
        "responseHeaders",
        headers == null ? "" : ShownHeaders.received(new String(headers, StandardCharsets.UTF_8)));
    model.put("responseBody", answer == null ? "" : text(answer));
    model.put("truncated", exchange.truncated());
    return model;
  }

  private static List<Map<String, Object>> timings(Timings timings, Tongue tongue) {
    List<Map<String, Object>> shown = new ArrayList<>();
    add(shown, tongue, "dns", timings.dns());
    add(shown, tongue, "connect", timings.connect());
    add(shown, tongue, "tls", timings.tls());
    add(shown, tongue, "first_byte", timings.firstByte());
    return shown;
  }

  private static void add(
      List<Map<String, Object>> shown, Tongue tongue, String phase, @Nullable Duration took) {
    if (took != null) {
      shown.add(Map.of("phase", tongue.word("phase_" + phase), "took", tongue.duration(took)));
    }
  }

  private static String text(byte[] bytes) {
    return TextRules.storable(
        TextRules.cut(new String(bytes, StandardCharsets.UTF_8), MAX_BODY_BYTES));
  }

  private String label(String type, Locale language) {
    return eventTypes.find(type).map(known -> known.label(language)).orElse(type);
  }

  /** Host and port alone: paths and queries of chat robots and functions are secrets. */
  private static String masked(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority() + "/…";
  }

  private static String path(String token) {
    return "/" + ReceiverLinkTokens.PATH + "/" + token;
  }

  /** A receiver of {@code docs/receiving-webhooks.md}; a test compares them. */
  static String sample(String name) {
    try (InputStream source = ReceiverPage.class.getResourceAsStream(name + ".txt")) {
      if (source == null) {
        throw new IllegalStateException("There is no sample " + name);
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
