package dev.pappus.app;

import dev.pappus.account.AppDirectory;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Apps, as accounts ask for them. */
@ApplicationScoped
public class TeamApps implements AppDirectory {
  @Inject AppRepository apps;

  @Override
  public String require(Caller caller, Permission permission, UUID appId) {
    return apps.get(caller, permission, appId).name();
  }

  @Override
  public String nameOf(UUID appId) {
    return apps.find(appId).map(App::name).orElse("");
  }
}
