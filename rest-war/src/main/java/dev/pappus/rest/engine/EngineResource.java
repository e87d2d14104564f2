package dev.pappus.rest.engine;

import dev.pappus.delivery.EngineSwitch;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's switch. */
@Path("api/v1/engine")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class EngineResource {
  @Inject CurrentCaller caller;
  @Inject EngineSwitch engine;

  @GET
  @Operation(operationId = "getEngine", summary = "How deliveries stand on all nodes")
  public EngineResponse get() {
    return EngineResponse.of(engine.state(caller.get()));
  }

  @POST
  @Path("pause")
  @Operation(
      operationId = "pauseEngine",
      summary = "Pause all deliveries",
      description =
          "Within a second no node begins a call. What is under way ends and is settled:"
              + " `drained` tells when. What is raised meanwhile waits.")
  @APIResponse(responseCode = "200", description = "How they stand now")
  public EngineResponse pause() {
    return EngineResponse.of(engine.turn(caller.get(), true));
  }

  @POST
  @Path("resume")
  @Operation(operationId = "resumeEngine", summary = "Resume all deliveries")
  @APIResponse(responseCode = "200", description = "How they stand now")
  public EngineResponse resume() {
    return EngineResponse.of(engine.turn(caller.get(), false));
  }
}
