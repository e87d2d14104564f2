package dev.pappus.rest.install;

import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.format.InstallManifest;
import dev.pappus.install.DownloadGranter;
import dev.pappus.install.DownloadLimitException;
import dev.pappus.install.DownloadStart;
import dev.pappus.install.InstallAdmission;
import dev.pappus.install.InstallDeniedException;
import dev.pappus.install.InstallLinker;
import dev.pappus.install.InstallOffer;
import dev.pappus.install.InstallOfferFinder;
import dev.pappus.install.InstallVisitor;
import dev.pappus.install.QrCode;
import dev.pappus.rest.download.Download;
import dev.pappus.rest.download.DownloadAnswers;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind an install page: QR code, icon, manifest, package. Each asks for admission by
 * itself; installers come without the page's cookies and show the grant of their link.
 */
@Path("/")
@RequestScoped
public class InstallFilesResource {
  /** The media type by which Android's browsers hand a package to its installer. */
  private static final String APK = "application/vnd.android.package-archive";

  private static final String PNG = "image/png";

  @Inject InstallOfferFinder offers;
  @Inject InstallAdmission admission;
  @Inject InstallVisitors visitors;
  @Inject InstallLinker linker;
  @Inject DownloadGranter granter;
  @Inject BuildRepository builds;
  @Inject DownloadAnswers downloads;
  @Inject DownloadStart start;
  @Inject ClientAddress clientAddress;
  @Inject PublicUrls urls;
  @Context HttpServletRequest request;
  @Context HttpHeaders headers;

  @PathParam("slug")
  String slug = "";

  @QueryParam("build")
  @Nullable String build;

  @GET
  @Path("{slug}/{file: qr\\.png|icon\\.png|manifest\\.plist|package}")
  @Operation(hidden = true)
  public Response send(@PathParam("file") String file) {
    InstallOffer offer = offers.find(slug, build).orElseThrow(InstallPageNotFoundException::new);
    InstallVisitor visitor = visitors.of(request, offer);
    try {
      admission.require(offer, visitor);
    } catch (InstallDeniedException denied) {
      if (file.equals("package") && InstallPageResource.prefersHtml(headers)) {
        // a link whose time is over, followed in a browser: the page says how to go on
        return Response.seeOther(page(offer)).build();
      }
      throw denied;
    }
    return switch (file) {
      case "qr.png" -> picture(QrCode.png(page(offer).toString()));
      case "icon.png" ->
          picture(builds.icon(offer.build().id()).orElseThrow(InstallPageNotFoundException::new));
      case "manifest.plist" -> manifest(offer, visitor);
      default -> bytes(offer, visitor);
    };
  }

  private Response bytes(InstallOffer offer, InstallVisitor visitor) {
    try {
      return downloads.answer(
          packageOf(offer.build()),
          headers,
          first ->
              start.begin(offer.inContext(), visitor.caller(), clientAddress.of(request), first));
    } catch (DownloadLimitException limited) {
      if (InstallPageResource.prefersHtml(headers)) {
        // the page says it in words
        return Response.seeOther(page(offer)).build();
      }
      throw limited;
    }
  }

  private Response manifest(InstallOffer offer, InstallVisitor visitor) {
    String grant = visitor.grant() != null ? visitor.grant() : granter.grant(offer).orElse(null);
    boolean icon = builds.hasIcon(offer.build().id());
    InstallManifest manifest =
        linker.manifest(offer, grant, icon).orElseThrow(InstallPageNotFoundException::new);
    return Response.ok(manifest.body().getBytes(StandardCharsets.UTF_8))
        .type(manifest.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /** The package of a build, for whoever was admitted. */
  static Download packageOf(Build build) {
    return new Download(
        build.fileKey(),
        build.sizeBytes(),
        build.sha256(),
        build.fileName(),
        build.format().equals("apk") ? APK : "application/octet-stream",
        build.createdAt());
  }

  private Response picture(byte[] png) {
    return Response.ok(png)
        .type(PNG)
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private URI page(InstallOffer offer) {
    return URI.create(
        build == null
            ? urls.installPage(offer.app().slug())
            : urls.installPage(offer.app().slug(), offer.buildId()));
  }
}
