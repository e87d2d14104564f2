package dev.pappus.rest.feedback;

import dev.pappus.feedback.Feedback;
import dev.pappus.feedback.FeedbackReceiver;
import dev.pappus.feedback.FeedbackReport;
import dev.pappus.feedback.Screenshot;
import dev.pappus.rest.ApiApplication;
import dev.pappus.rest.form.MultipartForm;
import dev.pappus.rest.form.StagedParts;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.JsonText;
import dev.pappus.rest.problem.InvalidJsonException;
import dev.pappus.rest.security.AcceptsIngestKey;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes feedback in. */
@Path("api/v1/apps/{id}/feedback")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
@SecurityRequirement(name = ApiApplication.TOKEN)
@SecurityRequirement(name = ApiApplication.INGEST_KEY)
public class FeedbackResource {
  @Inject CurrentCaller caller;
  @Inject FeedbackReceiver receiver;

  @POST
  @AcceptsIngestKey
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sendFeedback",
      summary = "Send feedback",
      description = "As a form it may bring screenshots.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FeedbackRequest.class)),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(implementation = FeedbackForm.class))
      })
  @APIResponse(
      responseCode = "201",
      description = "Taken in",
      content = @Content(schema = @Schema(implementation = FeedbackResponse.class)))
  public Response send(@PathParam("id") String id, @NotNull @Valid FeedbackRequest request)
      throws IOException {
    FeedbackReport report =
        FeedbackReport.checked(
            request.message(),
            request.contact(),
            request.version(),
            request.versionCode(),
            request.device(),
            List.of());
    return created(receiver.receive(caller.get(), Ids.app(id), report));
  }

  @POST
  @AcceptsIngestKey
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Response sendForm(@PathParam("id") String id, @Context HttpServletRequest request)
      throws IOException {
    UUID appId = Ids.app(id);
    Caller sender = caller.get();
    MultipartForm form =
        new MultipartForm(
            FeedbackForm.TEXTS,
            Set.of(FeedbackForm.SCREENSHOT),
            FeedbackReport.MAX_SCREENSHOTS * FeedbackReport.MAX_SCREENSHOT_BYTES);
    try (StagedParts parts =
        new StagedParts(body -> receiver.stage(sender, body), FeedbackReport.MAX_SCREENSHOTS)) {
      Map<String, String> texts = form.read(request, parts);
      List<Screenshot> screenshots = new ArrayList<>();
      for (StagedParts.StagedPart part : parts.all()) {
        screenshots.add(Screenshot.of(part.file(), part.fileName()));
      }
      FeedbackReport report =
          FeedbackReport.checked(
              texts.get("message"),
              texts.get("contact"),
              texts.get("version"),
              texts.get("versionCode"),
              device(texts.get("device")),
              screenshots);
      return created(receiver.receive(sender, appId, report));
    }
  }

  static @Nullable JsonObject device(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return JsonText.objectIn(text);
    } catch (InvalidJsonException e) {
      throw new InvalidFieldException("device", "must be a JSON object");
    }
  }

  private static Response created(Feedback feedback) {
    return Response.status(Response.Status.CREATED).entity(FeedbackResponse.of(feedback)).build();
  }
}
