package dev.pappus.rest.receiver;

import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.receiver.ReceiverLinkOpener;
import dev.pappus.delivery.receiver.ReceiverLinkTokens;
import dev.pappus.rest.install.HtmlAnswers;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.text.Languages;
import dev.pappus.webhook.Webhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver's link leads to: the deliveries of its webhook, and one of them with all its
 * attempts. Whatever is wrong with a link, the answer is the same page.
 */
@Path(ReceiverLinkTokens.PATH)
@RequestScoped
public class ReceiverPageResource {
  private static final String FOLDER = "/dev/pappus/rest/receiver/";
  private static final int PAGE_SIZE = 20;

  @Inject ReceiverLinkOpener opener;
  @Inject DeliveryRepository deliveries;
  @Inject ReceiverPage page;
  @Inject HtmlAnswers html;
  @Context HttpHeaders headers;

  @GET
  @Path("{token}")
  @Operation(hidden = true)
  public Response list(
      @PathParam("token") String token, @QueryParam("cursor") @Nullable String cursor) {
    Webhook webhook = opener.open(token).orElse(null);
    PageRequest request = request(cursor).orElse(null);
    if (webhook == null || request == null) {
      return missing();
    }
    Page<Delivery> found =
        deliveries.pageOfWebhook(webhook.id(), DeliveryFilter.ofWebhook(webhook.id()), request);
    return html.page(
            Status.OK.getStatusCode(),
            FOLDER + "list",
            language(),
            page.list(webhook, token, found, cursor != null, language()))
        .build();
  }

  @GET
  @Path("{token}/{delivery}")
  @Operation(hidden = true)
  public Response show(@PathParam("token") String token, @PathParam("delivery") String id) {
    Webhook webhook = opener.open(token).orElse(null);
    if (webhook == null) {
      return missing();
    }
    Delivery delivery =
        PublicId.parse(IdKind.DELIVERY, id)
            .flatMap(key -> deliveries.ofWebhook(webhook.id(), key))
            .orElse(null);
    if (delivery == null) {
      return missing();
    }
    Map<String, Object> model = page.delivery(webhook, token, delivery, language());
    return html.page(Status.OK.getStatusCode(), FOLDER + "delivery", language(), model).build();
  }

  private static Optional<PageRequest> request(@Nullable String cursor) {
    try {
      return Optional.of(PageRequest.of(PAGE_SIZE, cursor));
    } catch (DomainException notOurs) {
      return Optional.empty();
    }
  }

  private Response missing() {
    return html.page(
            Status.NOT_FOUND.getStatusCode(),
            FOLDER + "missing",
            language(),
            page.empty(language()))
        .build();
  }

  private Locale language() {
    return Languages.best(headers.getAcceptableLanguages());
  }
}
