package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinEditor;
import dev.pappus.inspector.BinNotFoundException;
import dev.pappus.inspector.RequestBin;
import dev.pappus.inspector.RequestBinRepository;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The request inspector: bins and what they have kept. */
@Path("api/v1/bins")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bins")
public class BinsResource {
  @Inject CurrentCaller caller;
  @Inject RequestBinRepository bins;
  @Inject BinEditor editor;
  @Inject PublicUrls urls;

  @GET
  @Operation(operationId = "listBins", summary = "The team's request bins, newest first")
  public ListResponse<BinResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(
        bins.page(caller.get(), parameters.toRequest()), bin -> BinResponse.of(bin, urls));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createBin",
      summary = "Make a request bin",
      description =
          "A URL that takes every request, keeps the newest ones and answers by a script. A webhook"
              + " may point at it.")
  @APIResponse(
      responseCode = "201",
      description = "The new bin; Location leads to it",
      content = @Content(schema = @Schema(implementation = BinResponse.class)))
  @APIResponse(responseCode = "409", description = "`bin-limit`")
  public Response create(@NotNull @Valid BinRequest request) {
    BinResponse response = BinResponse.of(editor.create(caller.get(), request.toDraft()), urls);
    return Response.created(URI.create(urls.of("/api/v1/bins/" + response.id())))
        .entity(response)
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getBin", summary = "One request bin")
  public BinResponse get(@PathParam("id") String id) {
    return BinResponse.of(bin(id), urls);
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeBin",
      summary = "Change what is given",
      description = "Any change, an empty one too, lets the bin live on.")
  public BinResponse change(@PathParam("id") String id, @NotNull @Valid BinChangeRequest request) {
    return BinResponse.of(editor.change(caller.get(), key(id), request.toDraft()), urls);
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteBin", summary = "Remove a bin with all it has kept")
  @APIResponse(responseCode = "204", description = "Removed")
  public void delete(@PathParam("id") String id) {
    editor.remove(caller.get(), key(id));
  }

  @GET
  @Path("{id}/requests")
  @Operation(
      operationId = "listCapturedRequests",
      summary = "What a bin has kept, newest first",
      description = "To look on, ask again with `after`, the newest id you have.")
  public ListResponse<CaptureResponse> requests(
      @PathParam("id") String id,
      @Parameter(description = "Only what came after this request") @QueryParam("after")
          @Nullable String after,
      @BeanParam PageParameters parameters) {
    UUID afterId = Ids.given(after).map(BinsResource::captureKey).orElse(null);
    return ListResponse.of(
        bins.captures(bin(id).id(), parameters.toRequest(), afterId), CaptureResponse::of);
  }

  @DELETE
  @Path("{id}/requests")
  @Operation(operationId = "clearBin", summary = "Forget what a bin has kept")
  @APIResponse(responseCode = "204", description = "Forgotten")
  public void clear(@PathParam("id") String id) {
    editor.clear(caller.get(), key(id));
  }

  private RequestBin bin(String id) {
    return bins.get(caller.get(), key(id));
  }

  private static UUID key(String id) {
    return Ids.read(IdKind.REQUEST_BIN, id, BinNotFoundException::new);
  }

  private static UUID captureKey(String id) {
    return Ids.read(
        IdKind.CAPTURED_REQUEST,
        id,
        () -> new InvalidFieldException("after", "must be the id of a captured request"));
  }
}
