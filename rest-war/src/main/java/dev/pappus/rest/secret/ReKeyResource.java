package dev.pappus.rest.secret;

import dev.pappus.account.SecretKeyDesk;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.rest.work.JobAnswers;
import dev.pappus.rest.work.JobResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives the secrets at rest the installation's newest key. */
@Path("api/v1/re-key")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class ReKeyResource {
  @Inject CurrentCaller caller;
  @Inject SecretKeyDesk desk;
  @Inject JobAnswers jobs;

  @GET
  @Operation(
      operationId = "getReKey",
      summary = "How the secrets stand",
      description =
          "Which keys are configured, how many rows an earlier one has sealed, and the last job"
              + " that sealed them anew.")
  public ReKeyResponse state() {
    return ReKeyResponse.of(desk.state(caller.get()));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "reKey",
      summary = "Seal all secrets with the newest key",
      description =
          "After PAPPUS_SECRET_KEY was replaced and the one before it put into"
              + " PAPPUS_SECRET_KEY_PREVIOUS. When the job is done, that one is no longer needed.")
  @APIResponse(
      responseCode = "202",
      description = "The job; Location leads to it",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  public Response start() {
    return jobs.accepted(desk.sealAnew(caller.get()));
  }
}
