package dev.pappus.rest.metrics;

import dev.pappus.rest.security.OpenToLoopback;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Figures for Prometheus, by token; from the loopback address without one, if a setting says so.
 */
@Path("api/metrics")
@RequestScoped
@OpenToLoopback
@Tag(name = "operation")
public class MetricsResource {
  /** The exposition format's own name (prometheus.io, "Exposition formats"). */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  @Inject MetricsRegistry registry;

  @GET
  @Produces(PROMETHEUS)
  @Operation(operationId = "metrics", summary = "This node's figures in the text of Prometheus")
  public String scrape() {
    return registry.scrape();
  }
}
