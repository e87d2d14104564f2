package dev.pappus.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Switches Fault Tolerance on for the whole EAR on Payara.
 *
 * <p>Payara looks for these annotations in WARs alone. While there is none in any WAR it does not
 * register the extension, and then the annotations in {@code domain-ejb} and {@code webhook-mdb} do
 * nothing at all, without a word in the log. This bean is never called; an integration test fails
 * on both servers if it is taken away.
 */
@ApplicationScoped
public class FaultToleranceActivator {

  /** Does nothing, and would do it again. */
  @Retry(maxRetries = 1)
  public void activate() {
    // the annotation is what counts
  }
}
