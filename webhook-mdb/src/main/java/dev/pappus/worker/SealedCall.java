package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Endpoint;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.Timings;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.connector.OutboundRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What leaves for an endpoint, before and after its connector signed it. */
final class SealedCall {

  private SealedCall() {}

  /**
   * The call with its webhook's own headers and those that every webhook POST carries (design §5),
   * unsigned.
   */
  static OutboundRequest open(DueDelivery due, URI url, List<CustomHeader> custom) {
    Map<String, String> headers = new LinkedHashMap<>();
    custom.forEach(header -> headers.put(header.name(), header.value()));
    headers.put("Content-Type", due.contentType());
    headers.put("pappus-event", due.eventType());
    headers.put("pappus-delivery", PublicId.format(IdKind.DELIVERY, due.deliveryId()));
    headers.put("pappus-attempt", Integer.toString(due.attemptNumber()));
    return new OutboundRequest(url, headers, due.body());
  }

  /** The {@code webhook-id}: the same at every attempt and every resend. */
  static String webhookId(DueDelivery due) {
    return PublicId.format(IdKind.EVENT, due.eventId());
  }

  /** The sealed secrets that sign at this time, newest first. */
  static List<String> secrets(Endpoint endpoint, Instant at) {
    List<String> sealed = new ArrayList<>();
    sealed.add(endpoint.sealedSecret());
    String previous = endpoint.sealedPreviousSecret();
    Instant until = endpoint.previousSecretUntil();
    if (previous != null && until != null && at.isBefore(until)) {
      sealed.add(previous);
    }
    return sealed;
  }

  /** What is kept of the call before an answer comes; secret values of headers are not. */
  static Exchange exchange(DueDelivery due, OutboundRequest request, List<CustomHeader> custom) {
    Map<String, String> shown = new LinkedHashMap<>(request.headers());
    custom.forEach(
        header ->
            shown.computeIfPresent(
                header.name(),
                (name, value) -> value.equals(header.value()) ? header.shownValue() : value));
    String headers =
        shown.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    return new Exchange(
        masked(request.url()),
        headers,
        Arrays.equals(due.body(), request.body()) ? null : request.body(),
        null,
        null,
        null,
        false,
        Timings.NONE);
  }

  /** The URL with every query value hidden: receivers put keys and signatures there. */
  static String masked(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    if (query < 0) {
      return text;
    }
    String hidden =
        Arrays.stream(text.substring(query + 1).split("&", -1))
            .map(pair -> pair.indexOf('=') < 0 ? pair : pair.substring(0, pair.indexOf('=')) + "=…")
            .collect(Collectors.joining("&"));
    return text.substring(0, query + 1) + hidden;
  }
}
