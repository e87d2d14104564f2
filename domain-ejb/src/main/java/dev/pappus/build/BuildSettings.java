package dev.pappus.build;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of builds. */
@ApplicationScoped
public class BuildSettings {
  /** Largest package that is accepted, in bytes. Default 4 GiB. */
  @Inject
  @ConfigProperty(name = "pappus.build.max-upload-bytes")
  long maxUploadBytes;

  public long maxUploadBytes() {
    return maxUploadBytes;
  }
}
