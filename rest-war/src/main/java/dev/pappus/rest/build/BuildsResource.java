package dev.pappus.rest.build;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.build.Build;
import dev.pappus.build.BuildDetails;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildReceiver;
import dev.pappus.build.BuildRemover;
import dev.pappus.build.BuildRepository;
import dev.pappus.install.DownloadStart;
import dev.pappus.rest.download.Download;
import dev.pappus.rest.download.DownloadAnswers;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Builds. Bodies of uploads go from the network to the staging area, never through memory. */
@Path("api/v1")
@RequestScoped
@Tag(name = "builds")
public class BuildsResource {
  private static final String OCTET_STREAM = MediaType.APPLICATION_OCTET_STREAM;
  private static final String BINARY = "binary";

  @Inject CurrentCaller caller;
  @Inject UploadIntake intake;
  @Inject BuildReceiver receiver;
  @Inject BuildAnswers answers;
  @Inject BuildRepository builds;
  @Inject BuildRemover remover;
  @Inject AppRepository apps;
  @Inject DownloadAnswers downloads;
  @Inject DownloadStart start;
  @Inject PublicUrls urls;

  @POST
  @Path("builds")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "uploadBuild",
      summary = "Upload a build by form",
      description =
          "The app comes into being with its first build. Fields may stand before or after the"
              + " file; unknown ones are ignored.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = UploadForm.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new build; Location leads to it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BuildResponse.class)))
  public Response upload(@Context HttpServletRequest request) throws IOException {
    return intake.form(
        request,
        UploadForm.TEXTS,
        (uploader, part, texts) ->
            created(
                receiver.receive(
                    uploader, part.file(), UploadForm.details(part.fileName(), texts))));
  }

  @PUT
  @Path("builds")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putBuild",
      summary = "Upload a build as the raw body",
      description = "For `curl -T`. A password does not belong into a URL: use the form for that.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = BINARY)))
  @APIResponse(
      responseCode = "201",
      description = "The new build; Location leads to it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BuildResponse.class)))
  public Response put(
      @Context HttpServletRequest request,
      @Parameter(description = "Name of the file") @QueryParam("filename")
          @Nullable String fileName,
      @Parameter(description = "Release notes") @QueryParam("notes") @Nullable String notes,
      @Parameter(description = "Name of a channel, made if absent") @QueryParam("channel")
          @Nullable String channel,
      @Parameter(
              description = "The channel's rule from now on",
              schema = @Schema(enumeration = {"public", "password", "invitation"}))
          @QueryParam("access")
          @Nullable String access,
      @Parameter(
              description =
                  "Of a file that is no app for a device; needed unless the file tells it")
          @QueryParam("name")
          @Nullable String name,
      @Parameter(
              description =
                  "Of a file that is no app for a device; needed unless the file tells it")
          @QueryParam("version")
          @Nullable String version)
      throws IOException {
    BuildDetails details =
        new BuildDetails(
            fileName == null ? "" : fileName,
            notes,
            UploadForm.given(channel),
            UploadForm.given(access),
            null,
            UploadForm.given(name),
            UploadForm.given(version));
    return intake.raw(
        request, (uploader, file) -> created(receiver.receive(uploader, file, details)));
  }

  private Response created(BuildInContext build) {
    BuildResponse response = answers.of(build);
    return Response.created(URI.create(urls.of("/api/v1/builds/" + response.id())))
        .entity(response)
        .build();
  }

  @GET
  @Path("apps/{id}/builds")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listBuilds", summary = "An app's builds, newest first")
  public ListResponse<BuildResponse> list(
      @PathParam("id") String id, @BeanParam PageParameters parameters) {
    App app = apps.get(caller.get(), Ids.app(id));
    return answers.list(app, parameters.toRequest());
  }

  @GET
  @Path("builds/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getBuild", summary = "One build")
  public BuildResponse get(@PathParam("id") String id) {
    return answers.of(builds.get(caller.get(), Ids.build(id)));
  }

  @DELETE
  @Path("builds/{id}")
  @Operation(
      operationId = "deleteBuild",
      summary = "Delete a build",
      description = "Its bytes go when no other build has the same.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(@PathParam("id") String id) {
    remover.remove(caller.get(), Ids.build(id));
  }

  @GET
  @Path("builds/{id}/package")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "downloadPackage",
      summary = "The package as it was uploaded",
      description = "One range; ETag, If-None-Match and If-Range.")
  @APIResponse(
      responseCode = "200",
      description = "The package",
      content =
          @Content(
              mediaType = OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = BINARY)))
  @APIResponse(
      responseCode = "206",
      description = "A part of it",
      content =
          @Content(
              mediaType = OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = BINARY)))
  @APIResponse(responseCode = "304", description = "The client has it")
  @APIResponse(responseCode = "416", description = "`range-not-satisfiable`")
  @APIResponse(
      responseCode = "429",
      description = "`download-limit`; Retry-After tells the seconds until the next day")
  public Response download(@PathParam("id") String id, @Context HttpHeaders headers) {
    Caller reading = caller.get();
    BuildInContext found = builds.get(reading, Ids.build(id));
    Build build = found.build();
    return downloads.answer(
        new Download(
            build.fileKey(),
            build.sizeBytes(),
            build.sha256(),
            build.fileName(),
            OCTET_STREAM,
            build.createdAt()),
        headers,
        first -> start.begin(found, reading, reading.remoteAddress(), first));
  }

  @GET
  @Path("builds/{id}/downloads")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getDownloadsToday",
      summary = "How often a build was downloaded today, and how often it may be")
  public DownloadsTodayResponse downloadsToday(@PathParam("id") String id) {
    return DownloadsTodayResponse.of(
        start.today(builds.get(caller.get(), Ids.build(id))).orElse(null));
  }

  /** By itself the framework would read the whole package for this and throw it away. */
  @HEAD
  @Path("builds/{id}/package")
  @Produces(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Response head(@PathParam("id") String id, @Context HttpHeaders headers) {
    Response whole = download(id, headers);
    return Response.fromResponse(whole).entity(null).build();
  }
}
