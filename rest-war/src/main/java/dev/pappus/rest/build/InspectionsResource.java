package dev.pappus.rest.build;

import dev.pappus.build.BuildInspection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Packages looked at and not kept. */
@Path("api/v1/inspections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "builds")
public class InspectionsResource {
  private static final String BINARY = "binary";

  @Inject UploadIntake intake;
  @Inject BuildInspection inspection;
  @Inject Clock clock;

  /**
   * A raw body, of this type alone: some servers read a byte of a posted HTML form before us, and
   * that is what {@code curl --data-binary} says it sends.
   */
  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      operationId = "inspectPackage",
      summary = "Look at a package without uploading it",
      description =
          "Answers what an upload would say of the package, within the same limits, and keeps"
              + " nothing.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema =
                @Schema(
                    type = SchemaType.OBJECT,
                    requiredProperties = UploadForm.FILE,
                    properties =
                        @SchemaProperty(
                            name = UploadForm.FILE,
                            type = SchemaType.STRING,
                            format = BINARY,
                            description = "The package, with its file name"))),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(type = SchemaType.STRING, format = BINARY))
      })
  public InspectionResponse inspect(
      @Context HttpServletRequest request,
      @Parameter(description = "Name of the file, of a raw body") @QueryParam("filename")
          @Nullable String fileName)
      throws IOException {
    return intake.raw(
        request,
        (asking, file) ->
            InspectionResponse.of(
                inspection.inspect(asking, file, fileName == null ? "" : fileName),
                clock.instant()));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public InspectionResponse inspectForm(@Context HttpServletRequest request) throws IOException {
    return intake.form(
        request,
        Set.of(),
        (asking, part, texts) ->
            InspectionResponse.of(
                inspection.inspect(asking, part.file(), part.fileName()), clock.instant()));
  }
}
