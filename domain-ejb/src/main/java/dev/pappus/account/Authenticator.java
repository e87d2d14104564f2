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

  /** Longer ones are no password of anybody's, and would only cost time. */
  private static final int MAX_PASSWORD = 1000;

  @Inject UserRepository users;
  @Inject PasswordHasher hasher;
  @Inject AccessControl accessControl;
  @Inject TokenUse use;
  @Inject Refusals refusals;
  @Inject Clock clock;

  /**
   * The caller for an API token. It is found by its hash, so no comparison of ours takes longer the
   * more of a guess is right.
   *
   * @throws UnauthenticatedException if the token is unknown, expired or revoked, or its user no
   *     longer in the team
   * @throws AccountClosedException {@code account-under-review}, {@code account-suspended}
   */
  public Caller byToken(String token, String remoteAddress) {
    Instant now = clock.instant();
    TokenPass found =
        users
            .findToken(TokenText.sha256(token))
            .filter(candidate -> candidate.usable(now))
            .orElseThrow(() -> refusedToken(remoteAddress));
    requireActive(found.status());
    use.note(found.id(), now);
    return new Caller(
        found.teamId(), ActorKind.TOKEN, found.id(), found.name(), found.grants(), remoteAddress);
  }

  private static void requireActive(UserStatus status) {
    if (status == UserStatus.UNDER_REVIEW) {
      throw AccountClosedException.underReview();
    }
    if (status == UserStatus.SUSPENDED) {
      throw AccountClosedException.suspended();
    }
  }

  /** The user with an address and its password; empty if either is wrong. */
  Optional<User> byPassword(String email, String password) {
    Optional<User> user = users.findByEmail(email);
    String hash = user.map(User::passwordHash).filter(known -> !known.isEmpty()).orElse(NOBODY);
    boolean right = password.length() <= MAX_PASSWORD && hasher.matches(password, hash);
    return user.filter(found -> right);
  }

  /** Takes down that somebody has tried an address and a password that are not right. */
  void noteWrongPassword(String email, String remoteAddress) {
    refusals.note(
        users
            .findByEmail(email)
            .flatMap(found -> byUser(found.id(), null, remoteAddress))
            .orElseGet(() -> Refusals.stranger(ActorKind.USER, email, remoteAddress)),
        "console.sign-in",
        "console",
        null);
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
  Optional<Caller> byUser(UUID userId, @Nullable UUID wished, String remoteAddress) {
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

  /** Whether an account waits for approval. */
  public boolean isUnderReview(SessionKey session) {
    return users
        .find(session.userId())
        .filter(user -> user.status() == UserStatus.UNDER_REVIEW)
        .isPresent();
  }

  /** Whether a session goes on, of an account that may be used; it need not be in a team. */
  public boolean isOpen(SessionKey session) {
    return users
        .find(session.userId())
        .filter(user -> user.sessionGeneration() == session.generation())
        .filter(user -> user.status() == UserStatus.ACTIVE)
        .isPresent();
  }

  /**
   * The member whose session it is.
   *
   * @param wished the team it wants to act in; null for its first
   * @return empty if the session is over, the account suspended, or in no team
   */
  public Optional<Member> bySession(
      SessionKey session, @Nullable UUID wished, String remoteAddress) {
    return users
        .find(session.userId())
        .filter(user -> user.sessionGeneration() == session.generation())
        .filter(user -> user.status() != UserStatus.SUSPENDED)
        .flatMap(
            user ->
                byUser(user.id(), wished, remoteAddress)
                    .map(
                        caller ->
                            new Member(
                                caller,
                                user.status(),
                                user.secondFactor(),
                                !user.passwordHash().isEmpty(),
                                user.timeZone())));
  }

  /** An account's owner, for what a link of its own does; seen from no team, and without rights. */
  public static Caller ownerOf(User user, String remoteAddress) {
    return new Caller(
        Refusals.INSTALLATION, ActorKind.USER, user.id(), user.email(), Grants.NONE, remoteAddress);
  }

  /**
   * Asks whether a caller may do something in another team too, where a token's user stands for it.
   *
   * @throws TeamNotFoundException {@code team-not-found} if it is not in that team
   * @throws AccessDeniedException {@code forbidden}
   */
  public void requireElsewhere(Caller caller, UUID teamId, Permission permission) {
    Caller there =
        users
            .findBehind(caller)
            .flatMap(user -> byUser(user.id(), teamId, caller.remoteAddress()))
            .filter(found -> found.teamId().equals(teamId))
            .orElseThrow(TeamNotFoundException::new);
    accessControl.require(there, permission);
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
