package dev.pappus.rest.pgyer;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * This dialect makes no difference between {@code GET} and {@code POST}: each call is one resource
 * method, for {@code POST}.
 */
@Provider
@PreMatching
public class PgyerMethodFilter implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    boolean ours = path.replaceFirst("^/", "").matches("apiv2(/.*)?");
    if (ours && request.getMethod().equals(HttpMethod.GET)) {
      request.setMethod(HttpMethod.POST);
    }
  }
}
