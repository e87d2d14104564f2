package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * API tokens: makes, lists and revokes them. One acts for whoever makes it, in the team it is made
 * in; who may manage them sees and revokes those of others, and makes none in their names.
 */
@Stateless
public class TokenDesk {
  /** How long one lives unless somebody says otherwise. */
  public static final Duration USUAL_LIFE = Duration.ofDays(365);

  private static final int MAX_NAME = 100;

  /** Ten years: whoever wants more wants one that lasts. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3660);

  @Inject AccessControl accessControl;
  @Inject AppDirectory apps;
  @Inject UserRepository users;
  @Inject TokenRepository tokens;
  @Inject TokenRevoker revoker;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * The tokens of the caller's team that it may see, newest first: its own, or everybody's.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<OwnedToken> page(Caller caller, PageRequest request) {
    accessControl.requireSomewhere(caller, Permission.USE_TOKENS);
    return tokens.page(
        caller.teamId(),
        seesAll(caller) ? null : behind(caller).id(),
        caller.grants().wholeTeam() ? null : caller.grants().apps().keySet(),
        request);
  }

  /**
   * Makes one.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws dev.pappus.shared.problem.DomainException {@code text-invalid}, {@code app-not-found}
   */
  public IssuedToken issue(Caller caller, TokenDraft draft) {
    accessControl.requireSomewhere(caller, Permission.USE_TOKENS);
    Instant now = clock.instant();
    TokenGrant grant =
        new TokenGrant(
            TextRules.required("name", draft.name(), MAX_NAME),
            TokenScope.of(draft.scopes()),
            draft.appId(),
            expiry(caller, draft, now));
    if (grant.appId() == null) {
      accessControl.require(caller, Permission.USE_TOKENS);
    } else {
      apps.require(caller, Permission.USE_TOKENS, grant.appId());
    }
    String text = TokenText.create(random);
    ApiToken token =
        new ApiToken(caller.teamId(), behind(caller).id(), grant, TokenText.sha256(text), now);
    tokens.add(token);
    audit.record(caller, "token.create", TokenRevoker.id(token), null, TokenRevoker.state(token));
    return new IssuedToken(token, text);
  }

  /** A token makes none that outlives it: else it would be renewed for ever once it is stolen. */
  private @Nullable Instant expiry(Caller caller, TokenDraft draft, Instant now) {
    Instant wish = draft.expiresAt();
    if (draft.lasting() && wish != null) {
      throw new InvalidFieldException("lasting", "either this or expiresAt");
    }
    if (wish != null && (!wish.isAfter(now) || wish.isAfter(now.plus(LONGEST_LIFE)))) {
      throw new InvalidFieldException(
          "expiresAt", "a time to come, within " + LONGEST_LIFE.toDays() + " days");
    }
    Instant end = draft.lasting() ? null : wish == null ? now.plus(USUAL_LIFE) : wish;
    Instant own =
        caller.kind() == ActorKind.TOKEN && caller.actorId() != null
            ? tokens.find(caller.actorId()).map(ApiToken::expiresAt).orElse(null)
            : null;
    if (own == null || (end != null && !end.isAfter(own))) {
      return end;
    }
    if (wish == null && !draft.lasting()) {
      return own;
    }
    throw new InvalidFieldException("expiresAt", "not after the end of the token that asks");
  }

  /**
   * Revokes one: it opens nothing from then on, on no node.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws TokenNotFoundException {@code token-not-found}
   */
  public void revoke(Caller caller, UUID id) {
    accessControl.requireSomewhere(caller, Permission.USE_TOKENS);
    ApiToken token =
        tokens
            .find(id)
            .filter(found -> found.teamId().equals(caller.teamId()))
            .filter(found -> found.revokedAt() == null)
            .filter(found -> seesAll(caller) || found.userId().equals(behind(caller).id()))
            .filter(found -> caller.grants().wholeTeam() || ofItsApps(caller, found))
            .orElseThrow(TokenNotFoundException::new);
    revoker.revoke(caller, List.of(token));
  }

  private static boolean seesAll(Caller caller) {
    return caller.grants().allows(Permission.MANAGE_TOKENS);
  }

  private static boolean ofItsApps(Caller caller, ApiToken token) {
    UUID appId = token.appId();
    return appId != null && caller.grants().reaches(appId);
  }

  private User behind(Caller caller) {
    return users
        .findBehind(caller)
        .orElseThrow(() -> new AccessDeniedException("Only people have tokens."));
  }
}
