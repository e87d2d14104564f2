package dev.pappus.shared.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling a use case; its first parameter, always.
 *
 * @param teamId the team it acts in
 * @param kind how it proved itself
 * @param actorId the token's, user's or app's key; null for the server itself
 * @param actorName shown in the audit: an e-mail address, a token's name, an app's name
 * @param grants what it may do
 * @param remoteAddress where it called from, "" if unknown
 */
public record Caller(
    UUID teamId,
    ActorKind kind,
    @Nullable UUID actorId,
    String actorName,
    Grants grants,
    String remoteAddress) {

  /** The server itself, acting in a team. */
  public static Caller system(UUID teamId) {
    return new Caller(teamId, ActorKind.SYSTEM, null, "system", Grants.ALL, "");
  }

  /** The same, seen from another team: for what happens in two. */
  public Caller in(UUID otherTeam) {
    return new Caller(otherTeam, kind, actorId, actorName, grants, remoteAddress);
  }
}
