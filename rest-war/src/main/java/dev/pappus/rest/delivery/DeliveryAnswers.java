package dev.pappus.rest.delivery;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRecoverer;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.Waiting;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.rest.work.JobAnswers;
import dev.pappus.shared.page.Page;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRepository;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the routes about deliveries of an app's webhooks and those of the team's have in common: all
 * but the path.
 */
@RequestScoped
public class DeliveryAnswers {
  /** Room for one more character than is shown, so that none is cut in two. */
  private static final int LIST_ANSWER_BYTES = DeliveryResponse.LIST_BODY_LENGTH + 4;

  @Inject CurrentCaller caller;
  @Inject WebhookRepository webhooks;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryRecoverer recoverer;
  @Inject JobAnswers jobs;

  ListResponse<DeliveryResponse> list(Page<Delivery> page) {
    Map<UUID, List<Attempt>> attempts =
        deliveries.attemptsInShort(
            page.items().stream().map(Delivery::id).toList(), LIST_ANSWER_BYTES);
    Map<UUID, Waiting> waiting = deliveries.waiting(page.items());
    return ListResponse.of(
        page,
        delivery ->
            DeliveryResponse.ofList(
                delivery,
                waiting.get(delivery.id()),
                attempts.getOrDefault(delivery.id(), List.of())));
  }

  ListResponse<DeliveryResponse> list(
      WebhookOwner owner,
      String webhookId,
      DeliveryFilterParameters filter,
      PageParameters parameters) {
    UUID webhook = key(owner, webhookId);
    return list(deliveries.pageOfWebhook(webhook, filter.toFilter(null), parameters.toRequest()));
  }

  ListResponse<EndpointChangeResponse> changes(
      WebhookOwner owner, String webhookId, PageParameters parameters) {
    UUID webhook = key(owner, webhookId);
    return ListResponse.of(
        deliveries.endpointChanges(webhook, parameters.toRequest()), EndpointChangeResponse::of);
  }

  Response recover(WebhookOwner owner, String webhookId, RecoverRequest request) {
    return jobs.accepted(
        recoverer.start(caller.get(), owner, Ids.webhook(webhookId), request.toOrder()));
  }

  /** The key of a webhook, once it is known to be the caller's. */
  private UUID key(WebhookOwner owner, String webhookId) {
    return webhooks.get(caller.get(), owner, Ids.webhook(webhookId)).id();
  }
}
