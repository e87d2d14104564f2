package dev.pappus.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The one JAX-RS application, at the root: API, compatible APIs and install pages share it.
 *
 * <p>Resources and providers are found by scanning.
 */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Pappus",
            version = "1",
            description =
                "Internal test distribution of mobile apps, with webhooks. JSON in and out, times"
                    + " RFC 3339 in UTC, lists newest first in pages that follow a cursor. Every"
                    + " error is a problem by RFC 9457 with a stable `code`.",
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
    security = @SecurityRequirement(name = ApiApplication.TOKEN),
    tags = {
      @Tag(name = "builds", description = "Upload, look at, download and delete builds"),
      @Tag(name = "apps", description = "Apps come into being with their first build"),
      @Tag(name = "webhooks", description = "Where an app's events are sent"),
      @Tag(name = "events", description = "What happened to an app"),
      @Tag(name = "deliveries", description = "One event on its way to one webhook"),
      @Tag(name = "reports", description = "Feedback and crash reports from the field"),
      @Tag(name = "bins", description = "Request bins: URLs that show what arrived at them"),
      @Tag(name = "testflight", description = "Hand builds over to Apple's TestFlight"),
      @Tag(name = "jobs", description = "Long work"),
      @Tag(name = "plan", description = "What a team may have, what it paid for, who it is"),
      @Tag(
          name = "accounts",
          description = "Teams, members, invitations, collaborators of apps, API tokens"),
      @Tag(name = "audit", description = "Who did what, and who was refused"),
      @Tag(name = "operation", description = "Health and metrics")
    })
@SecurityScheme(
    securitySchemeName = ApiApplication.TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API token: `Authorization: Bearer <token>`, or `X-API-Key: <token>`.")
@SecurityScheme(
    securitySchemeName = ApiApplication.INGEST_KEY,
    type = SecuritySchemeType.APIKEY,
    in = org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn.HEADER,
    apiKeyName = "X-Ingest-Key",
    description = "The app's ingest key: lets an app in the field report, and nothing else.")
public class ApiApplication extends Application {
  /** Name of the security scheme of API tokens. */
  public static final String TOKEN = "token";

  /** Name of the security scheme of ingest keys. */
  public static final String INGEST_KEY = "ingestKey";

  /** Jersey would serve a WADL and answer OPTIONS with it; other servers ignore the property. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
