package dev.pappus.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of package reading. */
@ApplicationScoped
public class FormatSettings {
  /** Entries an archive may have, 1 and up. Default 65535. Since 0.1. */
  @Inject
  @ConfigProperty(
      name = "pappus.format.max-entries",
      defaultValue = ArchiveLimits.DEFAULT_MAX_ENTRIES)
  int maxEntries;

  /** Bytes an archive may claim to hold when unpacked. Default 17179869184. Since 0.1. */
  @Inject
  @ConfigProperty(
      name = "pappus.format.max-expanded-bytes",
      defaultValue = ArchiveLimits.DEFAULT_MAX_EXPANDED_BYTES)
  long maxExpandedBytes;

  public ArchiveLimits limits() {
    return new ArchiveLimits(maxEntries, maxExpandedBytes);
  }
}
