package dev.pappus.rest.testflight;

import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.testflight.AppStoreKeyCheck;
import dev.pappus.testflight.AppStoreKeyEditor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The team's key for App Store Connect; for who may change the team. */
@Path("api/v1/testflight/key")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "testflight")
public class AppStoreKeyResource {
  @Inject CurrentCaller caller;
  @Inject AppStoreKeyEditor editor;
  @Inject AppStoreKeyCheck check;

  @GET
  @Operation(
      operationId = "getAppStoreKey",
      summary = "The team's App Store Connect key",
      description = "Its private part is never shown.")
  public AppStoreKeyResponse get() {
    return AppStoreKeyResponse.of(editor.get(caller.get()));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putAppStoreKey",
      summary = "Store the team's App Store Connect key",
      description =
          "In place of the one before. A team key whose role is App Manager or Developer, made in"
              + " App Store Connect under Users and Access, Integrations.")
  public AppStoreKeyResponse put(@NotNull AppStoreKeyRequest request) {
    return AppStoreKeyResponse.of(editor.put(caller.get(), request.toWish()));
  }

  @DELETE
  @Operation(
      operationId = "deleteAppStoreKey",
      summary = "Remove the team's App Store Connect key",
      description = "Hand-overs that are under way end with their next call.")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete() {
    editor.remove(caller.get());
  }

  @POST
  @Path("check")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "checkAppStoreKey",
      summary = "Ask Apple whether it takes the key",
      description = "422 `testflight-refused` with Apple's words if it does not.")
  @APIResponse(responseCode = "204", description = "Apple takes it")
  public void check() {
    check.check(caller.get());
  }
}
