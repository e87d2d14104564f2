package dev.pappus.rest.inbox;

import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.NoticeNotFoundException;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The team's inbox. */
@Path("api/v1/notices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class NoticesResource {
  @Inject CurrentCaller caller;
  @Inject Inbox inbox;

  @GET
  @Operation(operationId = "listNotices", summary = "What the server told the team, newest first")
  public ListResponse<NoticeResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(inbox.page(caller.get(), parameters.toRequest()), NoticeResponse::of);
  }

  @POST
  @Path("{id}/read")
  @Operation(operationId = "readNotice", summary = "Mark a notice as read")
  @APIResponse(responseCode = "200", description = "The notice")
  public NoticeResponse read(@PathParam("id") String id) {
    return NoticeResponse.of(
        inbox.read(caller.get(), Ids.read(IdKind.NOTICE, id, NoticeNotFoundException::new)));
  }
}
