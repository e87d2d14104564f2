package dev.pappus.rest.pgyer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where a package is sent for which {@code app/getCOSToken} gave a ticket. The vendor's is another
 * company's store, so that its answers have no envelope: 204 is success, all else is failure.
 */
@Path("apiv2/upload")
@RequestScoped
public class PgyerUploadResource {
  /** The address, below the base of all links. */
  static final String PATH = "/apiv2/upload";

  @Inject PgyerIntake intake;

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public void upload(@Context HttpServletRequest request) throws IOException {
    intake.byTicket(request);
  }
}
