package dev.pappus.rest.install;

import dev.pappus.install.DownloadLog;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who got which package. */
@Path("api/v1/apps/{id}/downloads")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "builds")
public class DownloadsResource {
  @Inject CurrentCaller caller;
  @Inject DownloadLog log;

  @GET
  @Operation(
      operationId = "listDownloads",
      summary = "An app's downloads, newest first",
      description =
          "One entry for each download of a package that began at its first byte; one that is"
              + " resumed is none of its own. Kept for a number of days that is a setting.")
  public ListResponse<DownloadResponse> list(
      @PathParam("id") String id, @BeanParam PageParameters parameters) {
    return ListResponse.of(
        log.page(caller.get(), Ids.app(id), parameters.toRequest()), DownloadResponse::of);
  }
}
