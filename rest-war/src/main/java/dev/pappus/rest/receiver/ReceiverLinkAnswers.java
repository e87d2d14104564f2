package dev.pappus.rest.receiver;

import dev.pappus.delivery.receiver.ReceiverLink;
import dev.pappus.delivery.receiver.ReceiverLinkIssuer;
import dev.pappus.delivery.receiver.ReceiverLinkTokens;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.OptionalBody;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.WebhookOwner;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/**
 * What the routes of receivers' links of an app's webhooks and of the team's have in common: all
 * but the path.
 */
@RequestScoped
public class ReceiverLinkAnswers {
  @Inject CurrentCaller caller;
  @Inject ReceiverLinkIssuer issuer;
  @Inject ReceiverLinkTokens tokens;
  @Inject OptionalBody optionalBody;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  ListResponse<ReceiverLinkResponse> list(
      WebhookOwner owner, String webhookId, PageParameters parameters) {
    return ListResponse.of(
        issuer.list(caller.get(), owner, Ids.webhook(webhookId), parameters.toRequest()),
        this::show);
  }

  /**
   * @param path of the webhook's links
   */
  Response create(WebhookOwner owner, String webhookId, String path, HttpServletRequest request)
      throws IOException {
    ReceiverLinkRequest wish =
        optionalBody
            .read(request, ReceiverLinkRequest.class)
            .orElseGet(() -> new ReceiverLinkRequest(null, null));
    ReceiverLinkResponse link =
        show(
            issuer.create(
                caller.get(), owner, Ids.webhook(webhookId), wish.label(), wish.expiresAt()));
    return Response.created(URI.create(urls.of(path))).entity(link).build();
  }

  void revoke(WebhookOwner owner, String webhookId, String linkId) {
    issuer.revoke(caller.get(), owner, Ids.webhook(webhookId), Ids.receiverLink(linkId));
  }

  private ReceiverLinkResponse show(ReceiverLink link) {
    return ReceiverLinkResponse.of(link, tokens.url(link), clock.instant());
  }
}
