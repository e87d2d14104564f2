package dev.pappus.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pappus.audit.Refusals;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling: single reads, which need no transaction. */
@ApplicationScoped
public class Authenticator {
  /** The hash of no password: an unknown address must take as long as a wrong password. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Inject UserRepository users;
  @Inject PasswordHasher hasher;
  @Inject TokenUse use;
  @Inject Refusals refusals;
  @Inject Clock clock;

  /**
   * The caller for an API token. It is found by its hash, so no comparison of ours takes longer the
   * more of a guess is right.
   *
   * @throws UnauthenticatedException if the token is unknown, expired or revoked, or its user no
   *     longer in the team
   */
  public Caller byToken(String token, String remoteAddress) {
    Instant now = clock.instant();
    TokenPass found =
        users
            .findToken(TokenText.sha256(token))
            .filter(candidate -> candidate.usable(now))
            .orElseThrow(() -> refusedToken(remoteAddress));
    use.note(found.id(), now);
    return new Caller(
        found.teamId(), ActorKind.TOKEN, found.id(), found.name(), found.grants(), remoteAddress);
  }

  /** The user with an address and its password; empty if either is wrong. */
  public Optional<UUID> byPassword(String email, String password, String remoteAddress) {
    Optional<User> user = users.findByEmail(email);
    boolean right = hasher.matches(password, user.map(User::passwordHash).orElse(NOBODY));
    if (!right) {
      refusals.note(
          user.flatMap(found -> byUser(found.id(), null, remoteAddress))
              .orElseGet(() -> Refusals.stranger(ActorKind.USER, email, remoteAddress)),
          "console.sign-in",
          "console",
          null);
    }
    return user.filter(found -> right).map(User::id);
  }

  private UnauthenticatedException refusedToken(String remoteAddress) {
    refusals.note(
        Refusals.stranger(ActorKind.TOKEN, "unknown", remoteAddress), "token.use", "api", null);
    return new UnauthenticatedException("This token is unknown, expired or revoked.");
  }

  /**
   * The caller for a user known by other means, a session or a signed cookie.
   *
   * @param wished the team it wants to act in; null for its first
   * @return in its first team if it is not in that one; empty if it is in none
   */
  public Optional<Caller> byUser(UUID userId, @Nullable UUID wished, String remoteAddress) {
    User user = users.find(userId).orElse(null);
    if (user == null) {
      return Optional.empty();
    }
    List<Membership> memberships = users.memberships(userId);
    List<Collaborator> collaborations = users.collaborations(userId);
    Set<UUID> teams = teams(memberships, collaborations);
    UUID team =
        wished != null && teams.contains(wished) ? wished : teams.stream().findFirst().orElse(null);
    return team == null
        ? Optional.empty()
        : Optional.of(
            new Caller(
                team,
                ActorKind.USER,
                userId,
                user.email(),
                grants(user, team, memberships, collaborations),
                remoteAddress));
  }

  /** The teams that a user is let into, those it is a member of first. */
  public List<Team> teamsOf(UUID userId) {
    return teams(users.memberships(userId), users.collaborations(userId)).stream()
        .flatMap(id -> users.findTeam(id).stream())
        .toList();
  }

  private static Set<UUID> teams(List<Membership> memberships, List<Collaborator> collaborations) {
    Set<UUID> teams = new LinkedHashSet<>();
    Stream.concat(
            memberships.stream().map(Membership::teamId),
            collaborations.stream().map(Collaborator::teamId))
        .forEach(teams::add);
    return teams;
  }

  private static Grants grants(
      User user, UUID team, List<Membership> memberships, List<Collaborator> collaborations) {
    Set<Permission> inTeam = EnumSet.noneOf(Permission.class);
    memberships.stream()
        .filter(membership -> membership.teamId().equals(team))
        .forEach(membership -> inTeam.addAll(membership.role().permissions()));
    if (user.installationAdministrator()) {
      inTeam.add(Permission.MANAGE_INSTALLATION);
    }
    ImmutableMap.Builder<UUID, ImmutableSet<Permission>> inApps = ImmutableMap.builder();
    collaborations.stream()
        .filter(collaborator -> collaborator.teamId().equals(team))
        .forEach(one -> inApps.put(one.appId(), one.role().permissions()));
    return Grants.of(inTeam, inApps.buildOrThrow());
  }
}
