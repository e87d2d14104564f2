package dev.pappus.rest.pgyer;

import dev.pappus.app.App;
import dev.pappus.app.AppEditor;
import dev.pappus.app.AppRepository;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.build.BuildReceiver;
import dev.pappus.build.BuildRemover;
import dev.pappus.build.BuildRepository;
import dev.pappus.install.DownloadGranter;
import dev.pappus.install.InstallLinker;
import dev.pappus.install.InstallOffer;
import dev.pappus.install.InstallOfferFinder;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.NumberedPage;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The calls about apps and builds. Each asks who calls, by {@code _api_key}, before anything else;
 * what the caller may do, the use cases ask.
 */
@Path("apiv2")
@PgyerApi
@RequestScoped
public class PgyerAppResource {
  /** The words that {@code buildType} may be, and the ending of the package. */
  private static final Map<String, String> TYPES =
      Map.of(
          "ios", "ipa",
          "ipa", "ipa",
          "android", "apk",
          "apk", "apk",
          "harmonyos", "hap",
          "harmony", "hap",
          "hap", "hap");

  @Inject PgyerCall call;
  @Inject PgyerIntake intake;
  @Inject PgyerAnswers answers;
  @Inject UploadTickets tickets;
  @Inject AppRepository apps;
  @Inject AppEditor editor;
  @Inject BuildRepository builds;
  @Inject BuildReceiver receiver;
  @Inject BuildRemover remover;
  @Inject InstallOfferFinder offers;
  @Inject InstallLinker linker;
  @Inject DownloadGranter granter;
  @Inject PublicUrls urls;

  /** Clients look here whether this is a server of theirs: without a key it says 1001. */
  @POST
  @Operation(hidden = true)
  public Response probe() throws IOException {
    call.caller();
    return PgyerEnvelope.done();
  }

  /** A package and all about it in one call. */
  @POST
  @Path("app/upload")
  @Operation(hidden = true)
  public Response upload(@Context HttpServletRequest request) throws IOException {
    return shown(intake.whole(request));
  }

  /** Where and with what a package is to be sent. */
  @POST
  @Path("app/getCOSToken")
  @Operation(hidden = true)
  public Response ticket() throws IOException {
    receiver.requireMayUpload(call.caller());
    String type = call.text("buildType", PgyerCode.PARAMETER);
    String ending =
        Optional.ofNullable(TYPES.get(type.toLowerCase(Locale.ROOT)))
            .orElseThrow(
                () ->
                    new PgyerException(
                        PgyerCode.PARAMETER, "buildType is ios, android or harmonyos."));
    UploadTickets.Issued issued =
        tickets.issue(call.token(), UploadFields.details("", call.parameters()));
    String key = HexKey.of(issued.build()) + "." + ending;
    return PgyerEnvelope.of(
        JsonParts.object()
            .add("key", key)
            .add("endpoint", urls.of(PgyerUploadResource.PATH))
            .add(
                "params",
                JsonParts.object()
                    .add("signature", issued.signature())
                    .add("x-cos-security-token", issued.ticket())
                    .add("key", key))
            .build());
  }

  /**
   * The build that a ticket's package has become. A package is read before its upload is answered,
   * so "processing" is only that it has not come yet.
   */
  @POST
  @Path("app/buildInfo")
  @Operation(hidden = true)
  public Response buildInfo() throws IOException {
    Caller caller = call.caller();
    receiver.requireMayUpload(caller);
    UUID key =
        PgyerIntake.keyIn(call.text(PgyerCall.BUILD_KEY, PgyerCode.BUILD_KEY_MISSING))
            .orElseThrow(() -> new PgyerException(PgyerCode.FAILED, "There is no such upload."));
    if (!builds.isTaken(key)) {
      throw tickets.mayStillCome(key)
          ? new PgyerException(PgyerCode.PROCESSING, "The package has not come yet.")
          : new PgyerException(PgyerCode.FAILED, "The package has not come in time.");
    }
    // a token that may upload and nothing else has to see the end of it
    return shown(builds.get(caller, Permission.UPLOAD, key));
  }

  /** An app's newest build, or a certain one, with all that is known. */
  @POST
  @Path("app/view")
  @Operation(hidden = true)
  public Response view() throws IOException {
    Caller caller = call.caller();
    BuildInContext found =
        call.text(PgyerCall.BUILD_KEY).isPresent() ? namedBuild(caller) : newest(namedApp(caller));
    return PgyerEnvelope.of(answers.view(found, call.zone()).build());
  }

  /** An app's builds, newest first, in pages. */
  @POST
  @Path("app/builds")
  @Operation(hidden = true)
  public Response builds() throws IOException {
    App app = namedApp(call.caller());
    return PgyerEnvelope.of(answers.builds(app, page(), call.zone()));
  }

  /** The caller's apps, newest first, in pages. */
  @POST
  @Path("app/listMy")
  @Operation(hidden = true)
  public Response listMy() throws IOException {
    return PgyerEnvelope.of(answers.apps(apps.page(call.caller(), page()), call.zone()));
  }

  /** The newest build behind a short link. */
  @POST
  @Path("app/getByShortcut")
  @Operation(hidden = true)
  public Response getByShortcut() throws IOException {
    Caller caller = call.caller();
    String slug = call.text("buildShortcutUrl", PgyerCode.PARAMETER);
    return shown(offer(caller, slug).inContext());
  }

  /** Whether there is a newer build than the caller's. */
  @POST
  @Path("app/check")
  @Operation(hidden = true)
  public Response check() throws IOException {
    App app = namedApp(call.caller());
    InstallOffer offer = offers.find(app.slug(), null).orElseThrow(BuildNotFoundException::new);
    return PgyerEnvelope.of(
        answers.check(
            offer.inContext(),
            offer.build().isApproved() && isNewer(offer.build()),
            address(offer)));
  }

  /**
   * By our counter, if the caller tells it; else by the number in the package, if it is one; else
   * any other version counts as newer.
   */
  private boolean isNewer(Build newest) throws IOException {
    Optional<String> number = call.text("buildBuildVersion").filter(it -> it.matches("[0-9]{1,9}"));
    if (number.isPresent()) {
      return newest.number() > Long.parseLong(number.get());
    }
    Optional<String> version = call.text("buildVersion");
    Optional<String> code = call.text("buildVersionNo");
    if (code.filter(PgyerAppResource::isNumber).isPresent() && isNumber(newest.versionCode())) {
      return Long.parseLong(newest.versionCode()) > Long.parseLong(code.get());
    }
    boolean same =
        version.map(newest.version()::equals).orElse(true)
            && code.map(newest.versionCode()::equals).orElse(true);
    return (version.isEmpty() && code.isEmpty()) || !same;
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}");
  }

  /** Leads a device to the package. */
  @POST
  @Path("app/install")
  @Operation(hidden = true)
  public Response install() throws IOException {
    Caller caller = call.caller();
    return Response.status(Response.Status.FOUND)
        .header(HttpHeaders.LOCATION, address(named(caller)))
        .build();
  }

  private InstallOffer named(Caller caller) throws IOException {
    if (call.text(PgyerCall.BUILD_KEY).isPresent()) {
      BuildInContext found = namedBuild(caller);
      return new InstallOffer(found.app(), found.build(), found.channel());
    }
    Optional<String> slug = call.text("buildShortcutUrl");
    if (slug.isPresent()) {
      return offer(caller, slug.get());
    }
    return offer(caller, namedApp(caller).slug());
  }

  /**
   * With a grant, as an installer comes without a key; a format without installer is downloaded.
   */
  private String address(InstallOffer offer) {
    String grant = granter.grant(offer).orElse(null);
    String link = linker.link(offer, grant, builds.hasIcon(offer.build().id())).href();
    return link == null ? linker.packageUrl(offer, grant).toString() : link;
  }

  @POST
  @Path("app/deleteApp")
  @Operation(hidden = true)
  public Response deleteApp() throws IOException {
    editor.delete(call.caller(), call.key(PgyerCall.APP_KEY, PgyerCode.APP_KEY_MISSING));
    return PgyerEnvelope.done();
  }

  @POST
  @Path("app/buildDelete")
  @Operation(hidden = true)
  public Response buildDelete() throws IOException {
    remover.remove(call.caller(), call.key(PgyerCall.BUILD_KEY, PgyerCode.BUILD_KEY_MISSING));
    return PgyerEnvelope.done();
  }

  private App namedApp(Caller caller) throws IOException {
    return apps.get(caller, call.key(PgyerCall.APP_KEY, PgyerCode.APP_KEY_MISSING));
  }

  /** Of the app that is named too, where one is. */
  private BuildInContext namedBuild(Caller caller) throws IOException {
    BuildInContext found =
        builds.get(caller, call.key(PgyerCall.BUILD_KEY, PgyerCode.BUILD_KEY_MISSING));
    if (call.text(PgyerCall.APP_KEY).isPresent() && !found.app().equals(namedApp(caller))) {
      throw new BuildNotFoundException();
    }
    return found;
  }

  private BuildInContext newest(App app) {
    return builds
        .latest(app.id())
        .flatMap(build -> builds.find(build.id()))
        .orElseThrow(BuildNotFoundException::new);
  }

  /** What a link offers, of an app that the caller may see. */
  private InstallOffer offer(Caller caller, String slug) {
    InstallOffer offer = offers.find(slug, null).orElseThrow(BuildNotFoundException::new);
    apps.get(caller, offer.app().id());
    return offer;
  }

  private NumberedPage page() throws IOException {
    String text = call.text("page").orElse("1");
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > NumberedPage.MAX_NUMBER) {
      throw new PgyerException(
          PgyerCode.PARAMETER, "page is from 1 to " + NumberedPage.MAX_NUMBER + ".");
    }
    return new NumberedPage(number, PgyerAnswers.PAGE_SIZE);
  }

  private Response shown(BuildInContext found) throws IOException {
    return PgyerEnvelope.of(answers.build(found, call.zone()).build());
  }
}
