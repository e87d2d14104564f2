package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Revokes tokens in the caller's transaction, and takes it down. */
@ApplicationScoped
public class TokenRevoker {
  @Inject TokenRepository tokens;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** What a user has in the caller's team: it leaves. */
  void revokeOf(Caller caller, UUID userId) {
    revoke(caller, tokens.live(caller.teamId(), userId));
  }

  /** What a user has for one app of the caller's team. */
  void revokeOf(Caller caller, UUID userId, UUID appId) {
    revoke(
        caller,
        tokens.live(caller.teamId(), userId).stream()
            .filter(token -> appId.equals(token.appId()))
            .toList());
  }

  void revoke(Caller caller, List<ApiToken> all) {
    for (ApiToken token : all) {
      token.revoke(clock.instant());
      audit.record(caller, "token.revoke", id(token), state(token), null);
    }
  }

  static String id(ApiToken token) {
    return PublicId.format(IdKind.TOKEN, token.id());
  }

  static JsonObject state(ApiToken token) {
    JsonArrayBuilder scopes = JsonParts.array();
    token.scopes().forEach(scope -> scopes.add(scope.wireName()));
    JsonObjectBuilder state =
        JsonParts.object()
            .add("name", token.name())
            .add("user", PublicId.format(IdKind.USER, token.userId()))
            .add("scopes", scopes);
    UUID appId = token.appId();
    if (appId != null) {
      state.add("app", PublicId.format(IdKind.APP, appId));
    }
    Instant expiresAt = token.expiresAt();
    if (expiresAt != null) {
      state.add("expiresAt", expiresAt.toString());
    }
    return state.build();
  }
}
