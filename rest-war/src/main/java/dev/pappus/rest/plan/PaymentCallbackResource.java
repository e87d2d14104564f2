package dev.pappus.rest.plan;

import dev.pappus.account.plan.PaymentCallback;
import dev.pappus.rest.json.BodyText;
import dev.pappus.rest.json.JsonText;
import dev.pappus.rest.security.Anonymous;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where an outside payment provider tells of payments: known by its signature, not by a token. */
@Path("api/v1/payments/callback")
@RequestScoped
@Anonymous
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "plan")
public class PaymentCallbackResource {
  /** A payment has a few short members. */
  private static final int MAX_BYTES = 16 * 1024;

  @Inject PaymentCallback callback;
  @Context HttpServletRequest request;

  @POST
  @Operation(
      operationId = "paymentCallback",
      summary = "Tell of a payment",
      description =
          "Signed by Standard Webhooks 1.0 with `pappus.plan.payment-secret`: HMAC-SHA256 over"
              + " `id.timestamp.body`. A payment that is known changes nothing. A bad signature,"
              + " or a time more than five minutes off, is a 401.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PaymentToldRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The payment, as it was taken down first",
      content = @Content(schema = @Schema(implementation = PaymentResponse.class)))
  public PaymentResponse tell(
      @HeaderParam("webhook-id") @Nullable String id,
      @HeaderParam("webhook-timestamp") @Nullable String timestamp,
      @HeaderParam("webhook-signature") @Nullable String signature)
      throws IOException {
    byte[] body =
        BodyText.bytes(
            request.getInputStream(), request.getHeader(HttpHeaders.CONTENT_LENGTH), MAX_BYTES);
    callback.verify(id, timestamp, signature, body);
    PaymentToldRequest told = JsonText.read(body, PaymentToldRequest.class);
    return PaymentResponse.of(
        callback
            .take(told.team(), told.paymentId(), told.receipt(), told.plan(), told.paidUntil())
            .payment());
  }
}
