package dev.pappus.install;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.build.Build;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who got which package, as far as known. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DownloadLog {
  private static final int MAX_ADDRESS = 64;

  @Inject DownloadRepository downloads;
  @Inject AppRepository apps;
  @Inject Clock clock;

  /**
   * Notes that a download begins.
   *
   * @param caller null for a stranger
   */
  public void note(UUID teamId, Build build, @Nullable Caller caller, String remoteAddress) {
    String address = TextRules.cut(remoteAddress, MAX_ADDRESS);
    downloads.add(new LoggedDownload(teamId, build, caller, address, clock.instant()));
  }

  /** Whether an address has begun to download a build since a time. */
  public boolean knows(UUID buildId, String remoteAddress, Instant since) {
    return downloads.exists(buildId, TextRules.cut(remoteAddress, MAX_ADDRESS), since);
  }

  /**
   * An app's downloads, newest first. They name people: not for everybody who sees the app.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws AppNotFoundException {@code app-not-found}
   */
  public Page<LoggedDownload> page(Caller caller, UUID appId, PageRequest request) {
    return downloads.page(apps.get(caller, Permission.VIEW_MEMBERS, appId).id(), request);
  }

  /** Removes some of a deleted app's. */
  public int purge(UUID appId, int limit) {
    return downloads.remove(appId, limit);
  }
}
