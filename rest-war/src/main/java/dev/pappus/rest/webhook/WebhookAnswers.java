package dev.pappus.rest.webhook;

import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryTester;
import dev.pappus.delivery.WebhookHealth;
import dev.pappus.rest.delivery.DeliveryResponse;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.OptionalBody;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookEditor;
import dev.pappus.webhook.WebhookHeaders;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRegistrar;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.webhook.WebhookSecrets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the routes of an app's webhooks and those of the team's have in common: all but the path.
 */
@RequestScoped
public class WebhookAnswers {
  @Inject CurrentCaller caller;
  @Inject WebhookRepository webhooks;
  @Inject WebhookHeaders headers;
  @Inject WebhookSecrets secrets;
  @Inject WebhookRegistrar registrar;
  @Inject WebhookEditor editor;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryTester tester;
  @Inject OptionalBody optionalBody;
  @Inject PublicUrls urls;

  ListResponse<WebhookResponse> list(WebhookOwner owner) {
    List<Webhook> found = new ArrayList<>(webhooks.list(caller.get(), owner));
    found.sort(Comparator.comparing(Webhook::createdAt).reversed());
    Map<UUID, WebhookHealth> health = deliveries.health(found.stream().map(Webhook::id).toList());
    return new ListResponse<>(
        found.stream()
            .map(
                w ->
                    WebhookResponse.of(
                        w,
                        headers.of(w),
                        keyOf(w),
                        health.getOrDefault(w.id(), WebhookHealth.UNKNOWN)))
            .toList(),
        null);
  }

  /**
   * @param path of the owner's webhooks, which the new one lies below
   */
  Response create(WebhookOwner owner, String path, WebhookRequest request) {
    WebhookResponse response = show(registrar.create(caller.get(), owner, request.toDraft()));
    return Response.created(URI.create(urls.of(path + "/" + response.id())))
        .entity(response)
        .build();
  }

  WebhookResponse get(WebhookOwner owner, String webhookId) {
    Webhook webhook = webhooks.get(caller.get(), owner, Ids.webhook(webhookId));
    return WebhookResponse.of(webhook, headers.of(webhook), keyOf(webhook), healthOf(webhook));
  }

  WebhookResponse change(WebhookOwner owner, String webhookId, WebhookChangeRequest request) {
    return show(editor.change(caller.get(), owner, Ids.webhook(webhookId), request.toDraft()));
  }

  void remove(WebhookOwner owner, String webhookId) {
    editor.remove(caller.get(), owner, Ids.webhook(webhookId));
  }

  Response test(WebhookOwner owner, String webhookId, HttpServletRequest request)
      throws IOException {
    String event =
        optionalBody.read(request, TestRequest.class).map(TestRequest::event).orElse(null);
    Delivery delivery = tester.test(caller.get(), owner, Ids.webhook(webhookId), event);
    DeliveryResponse response = DeliveryResponse.fresh(delivery);
    return Response.accepted(response)
        .location(URI.create(urls.of("/api/v1/deliveries/" + response.id())))
        .build();
  }

  WebhookResponse rotateSecret(WebhookOwner owner, String webhookId) {
    return show(editor.rotateSecret(caller.get(), owner, Ids.webhook(webhookId)));
  }

  private WebhookResponse show(SavedWebhook saved) {
    Webhook webhook = saved.webhook();
    return WebhookResponse.of(saved, headers.of(webhook), keyOf(webhook), healthOf(webhook));
  }

  private @Nullable String keyOf(Webhook webhook) {
    return secrets.publicKey(webhook).orElse(null);
  }

  private WebhookHealth healthOf(Webhook webhook) {
    return deliveries
        .health(List.of(webhook.id()))
        .getOrDefault(webhook.id(), WebhookHealth.UNKNOWN);
  }
}
