package dev.pappus.rest.mail;

import dev.pappus.account.MailDesk;
import dev.pappus.mail.MailBodies;
import dev.pappus.mail.MailNotFoundException;
import dev.pappus.mail.OutboxMail;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The outbox. */
@Path("api/v1/mail")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class MailResource {
  @Inject CurrentCaller caller;
  @Inject MailDesk desk;
  @Inject MailBodies bodies;
  @Inject PublicUrls urls;

  @GET
  @Operation(
      operationId = "listMail",
      summary = "Messages of the outbox, newest first",
      description = "Of all teams. Without a mail server they stay here, to be passed on by hand.")
  public ListResponse<MailResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(desk.page(caller.get(), parameters.toRequest()), this::response);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getMail", summary = "One message of the outbox")
  public MailResponse get(@PathParam("id") String id) {
    return response(desk.get(caller.get(), key(id)));
  }

  @POST
  @Path("{id}/retry")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "retryMail",
      summary = "Try a message again, at once",
      description = "One that was sent stays as it is.")
  @APIResponse(responseCode = "200", description = "The message as it stands now")
  public MailResponse retry(@PathParam("id") String id) {
    return response(desk.again(caller.get(), key(id)));
  }

  @POST
  @Path("test")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "testMail",
      summary = "Send the caller a test message",
      description = "To the address of the user that the token acts for.")
  @APIResponse(
      responseCode = "202",
      description = "The message in the outbox; Location leads to it",
      content = @Content(schema = @Schema(implementation = MailResponse.class)))
  public Response test() {
    MailResponse mail = response(desk.test(caller.get()));
    return Response.accepted(mail)
        .location(URI.create(urls.of("/api/v1/mail/" + mail.id())))
        .build();
  }

  private MailResponse response(OutboxMail mail) {
    return MailResponse.of(mail, bodies.find(mail).orElse(null));
  }

  private static UUID key(String id) {
    return Ids.read(IdKind.MAIL, id, MailNotFoundException::new);
  }
}
