package dev.pappus.rest.build;

import dev.pappus.build.BuildReinspector;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.rest.work.JobAnswers;
import dev.pappus.rest.work.JobResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Builds inspected again. */
@Path("api/v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "builds")
public class ReinspectionsResource {
  private static final String AGAIN =
      "By a job that reads the stored package as an upload is read, when uploads leave time."
          + " Facts, icon and minimum system may change; bundle id, version and number never do."
          + " Where such a job is on its way already, the answer is that one.";
  private static final String ACCEPTED = "The job; Location leads to it";

  @Inject CurrentCaller caller;
  @Inject BuildReinspector reinspector;
  @Inject JobAnswers jobs;

  @POST
  @Path("builds/{id}/inspections")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "inspectBuild", summary = "Inspect a build again", description = AGAIN)
  @APIResponse(
      responseCode = "202",
      description = ACCEPTED,
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  public Response build(@PathParam("id") String id) {
    return jobs.accepted(reinspector.inspectBuild(caller.get(), Ids.build(id)));
  }

  @POST
  @Path("apps/{id}/inspections")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "inspectBuildsOfApp",
      summary = "Inspect all builds of an app again",
      description = AGAIN)
  @APIResponse(
      responseCode = "202",
      description = ACCEPTED,
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  public Response app(@PathParam("id") String id) {
    return jobs.accepted(reinspector.inspectApp(caller.get(), Ids.app(id)));
  }

  @POST
  @Path("builds/inspections")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "inspectBuilds",
      summary = "Inspect all builds of the team again",
      description = AGAIN)
  @APIResponse(
      responseCode = "202",
      description = ACCEPTED,
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  public Response team() {
    return jobs.accepted(reinspector.inspectTeam(caller.get()));
  }
}
