package dev.pappus.rest.crash;

import dev.pappus.crash.CrashReceiver;
import dev.pappus.crash.CrashSubmission;
import dev.pappus.rest.ApiApplication;
import dev.pappus.rest.json.BodyText;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.AcceptsIngestKey;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes crash reports in. */
@Path("api/v1/apps/{id}/crashes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
@SecurityRequirement(name = ApiApplication.TOKEN)
@SecurityRequirement(name = ApiApplication.INGEST_KEY)
public class CrashesResource {
  @Inject CurrentCaller caller;
  @Inject CrashReceiver receiver;

  @POST
  @AcceptsIngestKey
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sendCrash",
      summary = "Send a crash report",
      description =
          "As text it is a whole crash log in UTF-8; the query names its build, else the log's own"
              + " first lines do.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = CrashRequest.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "202",
      description = "Taken in",
      content = @Content(schema = @Schema(implementation = CrashResponse.class)))
  public Response send(
      @PathParam("id") String id,
      @Parameter(description = "Of the app") @QueryParam("version") @Nullable String version,
      @Parameter(description = "Of the app") @QueryParam("versionCode")
          @Nullable String versionCode,
      @NotNull @Valid CrashRequest request)
      throws IOException {
    return accepted(id, request.toSubmission(version, versionCode));
  }

  @POST
  @AcceptsIngestKey
  @Consumes(MediaType.TEXT_PLAIN)
  @Operation(hidden = true)
  public Response sendLog(
      @PathParam("id") String id,
      @QueryParam("version") @Nullable String version,
      @QueryParam("versionCode") @Nullable String versionCode,
      @Context HttpServletRequest request)
      throws IOException {
    byte[] log =
        BodyText.bytes(
            request.getInputStream(),
            request.getHeader(HttpHeaders.CONTENT_LENGTH),
            CrashSubmission.MAX_TEXT_BYTES);
    // a log is evidence: a few broken bytes are no reason to lose it
    String text = new String(log, StandardCharsets.UTF_8);
    return accepted(id, CrashSubmission.checked(text, null, version, versionCode, null, null));
  }

  private Response accepted(String id, CrashSubmission submission) throws IOException {
    UUID appId = Ids.app(id);
    return Response.accepted(CrashResponse.of(receiver.receive(caller.get(), appId, submission)))
        .build();
  }
}
