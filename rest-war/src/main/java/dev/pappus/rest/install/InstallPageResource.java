package dev.pappus.rest.install;

import dev.pappus.install.DeviceCheck;
import dev.pappus.install.InstallAdmission;
import dev.pappus.install.InstallDeniedException;
import dev.pappus.install.InstallOffer;
import dev.pappus.install.InstallOfferFinder;
import dev.pappus.rest.form.FormText;
import dev.pappus.shared.Platform;
import dev.pappus.shared.net.ClientAddress;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /** RFC 9110, §15.5.21. */
  private static final int UNPROCESSABLE = 422;

  private static final int MAX_FORM_BYTES = 8 * 1024;

  @Inject InstallOfferFinder offers;
  @Inject InstallAdmission admission;
  @Inject DeviceCheck devices;
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
    return toVisitors(offer -> admitted(Status.OK.getStatusCode(), offer, null));
  }

  /** The answer for whoever is let in; for others the page that says why not. */
  private Response toVisitors(Function<InstallOffer, Response> answer) {
    Optional<InstallOffer> offer = offers.find(slug, build);
    if (offer.isEmpty()) {
      return missing();
    }
    try {
      admission.require(offer.get(), visitors.of(request, offer.get()));
    } catch (InstallDeniedException denied) {
      return closed(offer.get(), denied.reason());
    }
    return answer.apply(offer.get());
  }

  private Response admitted(int status, InstallOffer offer, DeviceCheck.@Nullable Answer answer) {
    Response.ResponseBuilder response =
        html.page(
            status,
            "page",
            language(),
            page.admitted(offer, build != null, language(), Browser.of(headers), answer));
    if (offer.app().platform() == Platform.ANDROID) {
      // Chrome tells Android's version to nobody who did not ask; "critical": it asks again at once
      response
          .header("Accept-CH", ToldSystem.VERSION_HINT)
          .header("Critical-CH", ToldSystem.VERSION_HINT);
    }
    return response.build();
  }

  /** Whoever comes back to the address of an answer is led to the page. */
  @GET
  @Path(SLUG + "/device")
  @Operation(hidden = true)
  public Response leaveAnswer() {
    return offers
        .find(slug, build)
        .map(offer -> Response.seeOther(here(offer)).build())
        .orElseGet(this::missing);
  }

  /** Tells whether a device is among those that the build can be installed on. */
  @POST
  @Path(SLUG + "/device")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response lookUp(InputStream form) throws IOException {
    // before anything asks for a parameter, which would take the form
    String typed = field(form, "udid");
    return toVisitors(offer -> lookUp(offer, typed));
  }

  private Response lookUp(InstallOffer offer, String typed) {
    DeviceCheck.Answer answer = devices.check(offer, typed, clientAddress.of(request));
    int status =
        switch (answer) {
          case MALFORMED -> UNPROCESSABLE;
          case TOO_MANY -> Status.TOO_MANY_REQUESTS.getStatusCode();
          case UNAVAILABLE -> Status.SERVICE_UNAVAILABLE.getStatusCode();
          default -> Status.OK.getStatusCode();
        };
    return admitted(status, offer, answer);
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
      String pass =
          admission.unlock(offer.get(), field(form, "password"), clientAddress.of(request));
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
    boolean secret =
        reason == InstallDeniedException.Reason.MEMBERS_ONLY
            || reason == InstallDeniedException.Reason.IN_REVIEW
            || reason == InstallDeniedException.Reason.NOT_APPROVED;
    Map<String, Object> model = new HashMap<>(secret ? page.closed(offer) : page.branded(offer));
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

  /** A field of the form, "" if absent; read under a limit, as JAX-RS would read any length. */
  private static String field(InputStream form, String name) throws IOException {
    String text = new String(form.readNBytes(MAX_FORM_BYTES), StandardCharsets.UTF_8);
    return FormText.read(text).getOrDefault(name, "");
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

  /** Browsers name HTML; scripts mostly accept anything and are better served with a problem. */
  static boolean prefersHtml(HttpHeaders headers) {
    String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.TEXT_HTML);
  }
}
