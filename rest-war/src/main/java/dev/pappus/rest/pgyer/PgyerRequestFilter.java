package dev.pappus.rest.pgyer;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * This dialect makes no difference between {@code GET} and {@code POST}: each call is one resource
 * method, for {@code POST}. And a form is to be read here alone: Jersey takes its first byte from
 * the servlet's stream, to see whether there is one, and gives it back to its own alone.
 */
@Provider
@PreMatching
public class PgyerRequestFilter implements ContainerRequestFilter {
  @Inject PgyerCall call;

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    boolean ours = path.replaceFirst("^/", "").matches("apiv2(/.*)?");
    if (ours) {
      call.take(request.getEntityStream());
      if (request.getMethod().equals(HttpMethod.GET)) {
        request.setMethod(HttpMethod.POST);
      }
    }
  }
}
