package dev.pappus.rest.install;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;

/** Pages as answers, with the headers that all of them carry. */
@ApplicationScoped
public class HtmlAnswers {
  /** In a model, the style of an app's own colour; "" for none. */
  static final String BRAND_STYLE = "brandStyle";

  private static final String OWN_STYLE = "style-src 'self'";

  /** Nothing but our own style, images and form; no script at all. */
  private static final String POLICY =
      "default-src 'none'; "
          + OWN_STYLE
          + "; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  @Inject PageTemplates templates;

  /**
   * @param template a name in this folder, or a path on the class path without its ending
   */
  public Response.ResponseBuilder page(
      int status, String template, Locale language, Map<String, Object> model) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, "Accept-Language, User-Agent")
        .header("Content-Security-Policy", policy(model))
        // the address of a page may carry a grant
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("X-Robots-Tag", "noindex, nofollow")
        .entity(templates.render(template, language, model));
  }

  private static String policy(Map<String, Object> model) {
    return model.get(BRAND_STYLE) instanceof String style && !style.isEmpty()
        ? POLICY.replace(OWN_STYLE, OWN_STYLE + " " + BrandStyle.source(style))
        : POLICY;
  }

  /** The words of the {@code labels.properties} beside a class. */
  public static Map<String, String> words(Class<?> place, Locale language) {
    return PageTemplates.labels(place, language);
  }
}
