package dev.pappus.rest.app;

import dev.pappus.app.App;
import dev.pappus.app.AppEditor;
import dev.pappus.app.AppRepository;
import dev.pappus.app.AppTransfer;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Apps.
 *
 * <p>All resources whose paths begin alike stand at the same root: JAX-RS looks into one root alone
 * (Jakarta RESTful Web Services 3.1, §3.7.2), and Payara abides by that.
 */
@Path("api/v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "apps")
public class AppsResource {
  @Inject CurrentCaller caller;
  @Inject AppRepository apps;
  @Inject AppEditor editor;
  @Inject AppTransfer transfer;
  @Inject BuildRepository builds;
  @Inject PublicUrls urls;

  @GET
  @Path("apps")
  @Operation(operationId = "listApps", summary = "The team's apps, newest first")
  public ListResponse<AppResponse> list(@BeanParam PageParameters parameters) {
    Page<App> page = apps.page(caller.get(), parameters.toRequest());
    List<UUID> ids = page.items().stream().map(App::id).toList();
    Map<UUID, Build> latest = builds.latestOf(ids);
    Map<UUID, Channel> channels = apps.defaultChannels(ids);
    return ListResponse.of(
        page,
        app ->
            AppResponse.of(
                app, Objects.requireNonNull(channels.get(app.id())), latest.get(app.id()), urls));
  }

  @GET
  @Path("apps/{id}")
  @Operation(operationId = "getApp", summary = "One app")
  public AppResponse get(@PathParam("id") String id) {
    return show(apps.get(caller.get(), Ids.app(id)));
  }

  @PATCH
  @Path("apps/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeApp", summary = "Change what is given")
  public AppResponse change(@PathParam("id") String id, @NotNull @Valid AppRequest request) {
    return show(editor.change(caller.get(), Ids.app(id), request.toChange()));
  }

  @POST
  @Path("apps/{id}/transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "transferApp",
      summary = "Give an app to another team",
      description =
          "With its builds, install page, webhooks, events and reports; for who may do that in"
              + " both teams. Collaborators, tokens and invitations of the app alone end.")
  @APIResponse(responseCode = "204", description = "It is the other team's")
  @APIResponse(responseCode = "409", description = "`app-exists-there`")
  public void transfer(@PathParam("id") String id, @NotNull @Valid TransferRequest request) {
    String teamId = request.teamId() == null ? "" : request.teamId();
    transfer.transfer(caller.get(), Ids.app(id), PublicId.parse(IdKind.TEAM, teamId).orElse(null));
  }

  @DELETE
  @Path("apps/{id}")
  @Operation(
      operationId = "deleteApp",
      summary = "Delete an app",
      description = "It is gone at once; a job purges what belonged to it.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(@PathParam("id") String id) {
    editor.delete(caller.get(), Ids.app(id));
  }

  @POST
  @Path("apps/{id}/rotate-ingest-key")
  @Operation(
      operationId = "rotateIngestKey",
      summary = "Give an app a new ingest key",
      description = "The old one stops working at once.")
  @APIResponse(responseCode = "200", description = "The app with its new key")
  public AppResponse rotateIngestKey(@PathParam("id") String id) {
    return show(editor.rotateIngestKey(caller.get(), Ids.app(id)));
  }

  private AppResponse show(App app) {
    return AppResponse.of(
        app, apps.defaultChannel(app.id()), builds.latest(app.id()).orElse(null), urls);
  }
}
