package dev.pappus.build;

import dev.pappus.event.EventBuild;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Finds the build that a report from the field names. */
@ApplicationScoped
public class ReportedBuild {
  @Inject BuildRepository builds;

  /**
   * @param version as the report says, "" if it does not
   * @param versionCode as the report says, "" if it does not
   * @return the newest matching build; where we have none, what the report says
   */
  public EventBuild find(UUID appId, String version, String versionCode) {
    return builds
        .findReported(appId, version, versionCode)
        .orElseGet(() -> EventBuild.unknown(version, versionCode));
  }
}
