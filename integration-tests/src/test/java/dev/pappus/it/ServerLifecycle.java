package dev.pappus.it;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian about {@link DeployedApplication}; found by the service loader. */
public final class ServerLifecycle implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(DeployedApplication.class);
  }
}
