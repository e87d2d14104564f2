package dev.pappus.rest.testflight;

import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.testflight.HandOver;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hand-over of a build to TestFlight. */
@Path("api/v1/builds/{id}/testflight")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "testflight")
public class HandOverResource {
  @Inject CurrentCaller caller;
  @Inject HandOver handOver;
  @Inject PublicUrls urls;

  @GET
  @Operation(
      operationId = "getTestFlightHandOver",
      summary = "How far the hand-over of a build is",
      description = "404 `testflight-upload-not-found` if it was never handed over.")
  public HandOverResponse get(@PathParam("id") String id) {
    return HandOverResponse.of(handOver.get(caller.get(), Ids.build(id)));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "handOverToTestFlight",
      summary = "Hand a build over to TestFlight",
      description =
          "An iOS build with an App Store profile; others are refused with 422"
              + " `testflight-not-for-store`, one that an administrator has not approved with 403"
              + " `not-approved`. A job uploads it and waits until Apple has processed"
              + " it. After a failed or cancelled one it begins anew.")
  @APIResponse(
      responseCode = "202",
      description = "It begins; Location leads to the job",
      content = @Content(schema = @Schema(implementation = HandOverResponse.class)))
  public Response start(@PathParam("id") String id) {
    HandOverResponse started = HandOverResponse.of(handOver.start(caller.get(), Ids.build(id)));
    return Response.accepted(started)
        .location(URI.create(urls.of("/api/v1/jobs/" + started.jobId())))
        .build();
  }
}
