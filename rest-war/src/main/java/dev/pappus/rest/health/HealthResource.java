package dev.pappus.rest.health;

import dev.pappus.delivery.EngineStatus;
import dev.pappus.rest.health.HealthResponse.Check;
import dev.pappus.rest.health.HealthResponse.Status;
import dev.pappus.rest.security.Anonymous;
import dev.pappus.shared.persistence.DatabaseProbe;
import dev.pappus.storage.StorageProbe;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Health, the same on both servers, which show MicroProfile Health's at different ports and to
 * different modules. Whoever may connect may ask; the answer names no address and no setting.
 */
@Path("api/health")
@RequestScoped
@Anonymous
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
@SecurityRequirementsSet
public class HealthResource {
  @Inject DatabaseProbe database;
  @Inject EngineStatus engine;
  @Inject StorageProbe storage;

  @GET
  @Path("ready")
  @Operation(operationId = "ready", summary = "Whether this node can take requests")
  @APIResponse(
      responseCode = "200",
      description = "It can",
      content = @Content(schema = @Schema(implementation = HealthResponse.class)))
  @APIResponse(
      responseCode = "503",
      description = "It cannot",
      content = @Content(schema = @Schema(implementation = HealthResponse.class)))
  public Response ready() {
    return answer(
        List.of(
            new Check("database", Status.of(database.answers()), JsonObject.EMPTY_JSON_OBJECT),
            new Check("engine", Status.of(engine.healthy()), engineState()),
            new Check("storage", Status.of(storage.writable()), JsonObject.EMPTY_JSON_OBJECT)));
  }

  @GET
  @Path("live")
  @Operation(
      operationId = "live",
      summary = "Whether this node should be left running",
      description = "It answers, so it should: what it lacks otherwise no restart would mend.")
  @APIResponse(
      responseCode = "200",
      description = "It should",
      content = @Content(schema = @Schema(implementation = HealthResponse.class)))
  public Response live() {
    return answer(List.of());
  }

  private JsonObject engineState() {
    JsonObjectBuilder state = Json.createObjectBuilder();
    Instant lastRound = engine.lastRound();
    if (lastRound != null) {
      state.add("lastRound", lastRound.toString());
    }
    return state
        .add("inFlight", engine.inFlight())
        .add("backlog", engine.backlog())
        .add("lanes", engine.lanes())
        .add("paused", engine.paused())
        .add("oldestDueSeconds", engine.oldestDue().toSeconds())
        .add("ownTrouble", engine.ownTrouble())
        .build();
  }

  private static Response answer(List<Check> checks) {
    HealthResponse health = HealthResponse.of(checks);
    return Response.status(health.status() == Status.UP ? 200 : 503).entity(health).build();
  }
}
