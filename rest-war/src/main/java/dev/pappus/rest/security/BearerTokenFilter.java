package dev.pappus.rest.security;

import dev.pappus.account.Authenticator;
import dev.pappus.account.UnauthenticatedException;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.IngestAuthenticator;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.net.IpLiteral;
import dev.pappus.shared.security.Caller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets nobody unknown to a resource below {@code /api}, except where it says {@link Anonymous}.
 * Runs before a byte of the body is read, so that a stranger cannot make us read one.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class BearerTokenFilter implements ContainerRequestFilter {
  private static final String API = "api/";
  private static final String INGEST_KEY = "X-Ingest-Key";

  /**
   * Whether callers on this machine get the metrics without a token. Default false: behind a proxy
   * that is not among the trusted ones, everybody seems to be on this machine. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.metrics.loopback-open", defaultValue = "false")
  boolean loopbackOpen;

  @Context ResourceInfo resource;
  @Inject HttpServletRequest servletRequest;
  @Inject Authenticator authenticator;
  @Inject IngestAuthenticator ingestAuthenticator;
  @Inject ClientAddress clientAddress;
  @Inject CurrentCaller current;

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    boolean ours = path.startsWith(API) || path.startsWith("/" + API);
    if (ours && !isOpen(resource.getResourceClass())) {
      current.set(callerOf(request));
    }
  }

  private boolean isOpen(Class<?> resourceClass) {
    return resourceClass.isAnnotationPresent(Anonymous.class)
        || (loopbackOpen
            && resourceClass.isAnnotationPresent(OpenToLoopback.class)
            && isLoopback(clientAddress.of(servletRequest)));
  }

  private Caller callerOf(ContainerRequestContext request) {
    String address = clientAddress.of(servletRequest);
    String ingestKey = request.getHeaderString(INGEST_KEY);
    boolean reports = ingestKey != null && !PresentedToken.isGiven(request::getHeaderString);
    boolean mayReport = resource.getResourceMethod().isAnnotationPresent(AcceptsIngestKey.class);
    if (reports && mayReport) {
      return ingestAuthenticator.byIngestKey(
          appOf(request), Objects.requireNonNull(ingestKey).strip(), address);
    }
    String token =
        PresentedToken.in(request::getHeaderString)
            .orElseThrow(
                () ->
                    new UnauthenticatedException(
                        "Send an API token: Authorization: Bearer <token>, or X-API-Key: <token>."));
    return authenticator.byToken(token, address);
  }

  private static UUID appOf(ContainerRequestContext request) {
    String id = request.getUriInfo().getPathParameters().getFirst("id");
    return Optional.ofNullable(id)
        .flatMap(text -> PublicId.parse(IdKind.APP, text))
        .orElseThrow(AppNotFoundException::new);
  }

  private static boolean isLoopback(String address) {
    return IpLiteral.parse(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
