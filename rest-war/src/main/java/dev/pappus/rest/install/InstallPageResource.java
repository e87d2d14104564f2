package dev.pappus.rest.install;

import dev.pappus.install.InstallAdmission;
import dev.pappus.install.InstallDeniedException;
import dev.pappus.install.InstallOffer;
import dev.pappus.install.InstallOfferFinder;
import dev.pappus.rest.security.ClientAddress;
import dev.pappus.shared.text.Languages;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The install page of an app, {@code /{slug}}, and of one of its builds. The slug stands at the
 * methods: one server prefers a class at {@code /}, the home page's, to a class at {@code /{slug}}.
 */
@Path("/")
@RequestScoped
public class InstallPageResource {
  private static final String SLUG = "{slug}";
  private static final int MAX_FORM_BYTES = 8 * 1024;

  @Inject InstallOfferFinder offers;
  @Inject InstallAdmission admission;
  @Inject ClientAddress clientAddress;
  @Inject InstallVisitors visitors;
  @Inject InstallPage page;
  @Inject HtmlAnswers html;
  @Inject PublicUrls urls;
  @Context HttpServletRequest request;
  @Context HttpHeaders headers;

  @PathParam("slug")
  String slug = "";

  @QueryParam("build")
  @Nullable String build;

  @GET
  @Path(SLUG)
  @Operation(hidden = true)
  public Response show() {
    Optional<InstallOffer> offer = offers.find(slug, build);
    if (offer.isEmpty()) {
      return missing();
    }
    try {
      admission.require(offer.get(), visitors.of(request));
    } catch (InstallDeniedException denied) {
      return closed(offer.get(), denied.reason());
    }
    return html.page(
            Status.OK.getStatusCode(),
            "page",
            language(),
            page.admitted(offer.get(), build != null, language(), userAgent()))
        .build();
  }

  /** Takes the password of a protected channel. */
  @POST
  @Path(SLUG)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response unlock(InputStream form) throws IOException {
    Optional<InstallOffer> offer = offers.find(slug, build);
    if (offer.isEmpty()) {
      return missing();
    }
    try {
      String pass = admission.unlock(offer.get(), password(form), clientAddress.of(request));
      return Response.seeOther(here(offer.get())).cookie(cookie(offer.get(), pass)).build();
    } catch (InstallDeniedException denied) {
      return closed(offer.get(), denied.reason());
    }
  }

  private Response missing() {
    if (!prefersHtml(headers)) {
      throw new InstallPageNotFoundException();
    }
    return html.page(Status.NOT_FOUND.getStatusCode(), "missing", language(), Map.of()).build();
  }

  private Response closed(InstallOffer offer, InstallDeniedException.Reason reason) {
    boolean pinned = build != null;
    Map<String, Object> model = new HashMap<>(page.closed(offer));
    model.put("wrong", reason == InstallDeniedException.Reason.PASSWORD_WRONG);
    model.put("tooMany", reason == InstallDeniedException.Reason.TOO_MANY_ATTEMPTS);
    model.put("action", "/" + offer.app().slug() + (pinned ? "?build=" + offer.buildId() : ""));
    model.put("signIn", InstallPage.signIn(offer, pinned));
    return switch (reason) {
      case MEMBERS_ONLY ->
          // says nothing of the app: its very name may be a secret
          html.page(Status.FORBIDDEN.getStatusCode(), "members", language(), model).build();
      case IN_REVIEW, NOT_APPROVED -> {
        model.put("waiting", reason == InstallDeniedException.Reason.IN_REVIEW);
        // neither does this one: the channel may be for members only
        yield html.page(Status.FORBIDDEN.getStatusCode(), "review", language(), model).build();
      }
      case TOO_MANY_ATTEMPTS ->
          html.page(Status.TOO_MANY_REQUESTS.getStatusCode(), "password", language(), model)
              .build();
      default -> html.page(Status.FORBIDDEN.getStatusCode(), "password", language(), model).build();
    };
  }

  /** The one field of the form; read under a limit, as JAX-RS would read any length. */
  private static String password(InputStream form) throws IOException {
    String text = new String(form.readNBytes(MAX_FORM_BYTES), StandardCharsets.UTF_8);
    for (String field : text.split("&", -1)) {
      if (field.startsWith("password=")) {
        try {
          return URLDecoder.decode(field.substring("password=".length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
          return "";
        }
      }
    }
    return "";
  }

  private NewCookie cookie(InstallOffer offer, String pass) {
    return new NewCookie.Builder(InstallVisitors.PASS_COOKIE)
        .value(pass)
        .path("/" + offer.app().slug())
        .maxAge((int) InstallAdmission.PASS_LIFETIME.toSeconds())
        .httpOnly(true)
        .secure(urls.secure())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  private URI here(InstallOffer offer) {
    return URI.create(
        build == null
            ? urls.installPage(offer.app().slug())
            : urls.installPage(offer.app().slug(), offer.buildId()));
  }

  private Locale language() {
    return Languages.best(headers.getAcceptableLanguages());
  }

  private String userAgent() {
    String agent = headers.getHeaderString(HttpHeaders.USER_AGENT);
    return agent == null ? "" : agent;
  }

  /** Browsers name HTML; scripts mostly accept anything and are better served with a problem. */
  static boolean prefersHtml(HttpHeaders headers) {
    String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.TEXT_HTML);
  }
}
