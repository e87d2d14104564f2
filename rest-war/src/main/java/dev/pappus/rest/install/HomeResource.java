package dev.pappus.rest.install;

import dev.pappus.shared.text.Languages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page at the root: what this server is, and the way to the console. */
@Path("/")
@RequestScoped
public class HomeResource {
  @Inject HtmlAnswers html;
  @Context HttpHeaders headers;

  @GET
  @Operation(hidden = true)
  public Response show() {
    return html.page(
            Status.OK.getStatusCode(),
            "home",
            Languages.best(headers.getAcceptableLanguages()),
            Map.of())
        .build();
  }
}
