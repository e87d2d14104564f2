package dev.pappus.rest.work;

import dev.pappus.account.JobDesk;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.work.JobLedger;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Long work. */
@Path("api/v1/jobs/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobsResource {
  @Inject CurrentCaller caller;
  @Inject JobLedger jobs;
  @Inject JobDesk desk;

  @GET
  @Operation(operationId = "getJob", summary = "Where a job stands")
  public JobResponse get(@PathParam("id") String id) {
    return JobResponse.of(jobs.get(caller.get(), Ids.job(id)));
  }

  @DELETE
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description = "It ends before its next step; one that has ended stays as it is.")
  @APIResponse(responseCode = "200", description = "The job as it stands now")
  public JobResponse cancel(@PathParam("id") String id) {
    return JobResponse.of(desk.cancel(caller.get(), Ids.job(id)));
  }
}
