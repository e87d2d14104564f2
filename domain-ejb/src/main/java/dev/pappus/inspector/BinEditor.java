package dev.pappus.inspector;

import dev.pappus.account.AccessControl;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.endpoint.OwnBins;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, changes, clears and removes request bins. */
@Stateless
public class BinEditor {
  @Inject AccessControl accessControl;
  @Inject RequestBinRepository bins;
  @Inject InspectorSettings settings;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Makes a bin.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.shared.problem.InvalidFieldException {@code field-invalid}
   * @throws dev.pappus.shared.text.InvalidTextException {@code text-invalid}
   * @throws BinLimitException {@code bin-limit}
   */
  public RequestBin create(Caller caller, BinContent.Draft draft) {
    accessControl.require(caller, Permission.MANAGE_WEBHOOKS);
    BinContent content = BinContent.of(draft);
    bins.lockTeam(caller.teamId());
    if (bins.live(caller.teamId()) >= settings.binsPerTeam()) {
      throw new BinLimitException(settings.binsPerTeam());
    }
    Instant now = clock.instant();
    RequestBin bin =
        new RequestBin(caller.teamId(), OwnBins.newToken(random), content, now, expiry(now));
    bins.add(bin);
    record(caller, "bin.create", bin.id(), null, content.toJson());
    return bin;
  }

  /**
   * Changes what is given, and lets the bin live on; a script that is given begins anew.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws BinNotFoundException {@code bin-not-found}
   * @throws dev.pappus.shared.problem.InvalidFieldException {@code field-invalid}
   * @throws dev.pappus.shared.text.InvalidTextException {@code text-invalid}
   */
  public RequestBin change(Caller caller, UUID id, BinContent.Draft draft) {
    accessControl.require(caller, Permission.MANAGE_WEBHOOKS);
    RequestBin bin = bins.getLocked(caller, id);
    BinContent before = BinContent.of(bin);
    BinContent after = before.with(draft);
    bin.change(after, draft.script() != null, expiry(clock.instant()));
    record(caller, "bin.update", id, before.toJson(), after.toJson());
    return bin;
  }

  /**
   * Forgets what a bin has kept; numbers and script go on.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws BinNotFoundException {@code bin-not-found}
   */
  public void clear(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_WEBHOOKS);
    RequestBin bin = bins.getLocked(caller, id);
    bins.dropCaptures(id, bin.received());
    record(caller, "bin.clear", id, null, null);
  }

  /**
   * Removes a bin with all it has kept; its URL is gone at once.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws BinNotFoundException {@code bin-not-found}
   */
  public void remove(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_WEBHOOKS);
    RequestBin bin = bins.getLocked(caller, id);
    JsonObject before = BinContent.of(bin).toJson();
    bins.remove(bin);
    record(caller, "bin.remove", id, before, null);
  }

  private Instant expiry(Instant now) {
    return now.plus(settings.binLifetime());
  }

  private void record(
      Caller caller,
      String action,
      UUID id,
      @Nullable JsonObject before,
      @Nullable JsonObject after) {
    audit.record(caller, action, PublicId.format(IdKind.REQUEST_BIN, id), before, after);
  }
}
