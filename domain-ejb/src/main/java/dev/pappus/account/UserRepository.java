package dev.pappus.account;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of users, and of what they are where. */
@ApplicationScoped
public class UserRepository {
  @Inject EntityManager em;

  void add(Object entity) {
    em.persist(entity);
    // EclipseLink knows nothing of foreign keys between plain ids and would order the inserts
    // freely
    em.flush();
  }

  boolean hasTeam() {
    return !em.createQuery("select t.id from Team t", UUID.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** The key of the installation's first team. */
  UUID firstTeam() {
    return em.createQuery("select t.id from Team t order by t.createdAt, t.id", UUID.class)
        .setMaxResults(1)
        .getSingleResult();
  }

  public Optional<Team> findTeam(UUID id) {
    return Optional.ofNullable(em.find(Team.class, id));
  }

  /** All teams, newest first. */
  public Page<Team> teams(PageRequest request) {
    String after = request.before() == null ? "" : " where t.id < :before";
    var query =
        em.createQuery("select t from Team t" + after + " order by t.id desc", Team.class)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, Team::id);
  }

  /** Some teams by key, in one query. */
  public Map<UUID, Team> findTeams(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : em.createQuery("select t from Team t where t.id in :ids", Team.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.toMap(Team::id, Function.identity()));
  }

  /**
   * The zone in which a team's downloads are counted by day: that of the account of its oldest
   * owner, or the team's if the account has none.
   */
  public ZoneId dayZone(UUID teamId) {
    return em.createQuery(
            "select u from Membership m, User u where m.teamId = :team and u.id = m.userId"
                + " and m.role = :owner order by m.id",
            User.class)
        .setParameter("team", teamId)
        .setParameter("owner", Role.OWNER)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(User::timeZone)
        .or(() -> findTeam(teamId).map(Team::timeZone))
        .orElse(ZoneOffset.UTC);
  }

  public Optional<User> find(UUID id) {
    return Optional.ofNullable(em.find(User.class, id));
  }

  /**
   * Locked until the transaction ends: who changes it, or its sessions, comes one after another.
   */
  public Optional<User> findLocked(UUID id) {
    return Optional.ofNullable(em.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<User> findByEmail(String email) {
    if (!TextRules.isStorable(email)) {
      return Optional.empty();
    }
    return em.createQuery("select u from User u where u.email = :email", User.class)
        .setParameter("email", email.strip().toLowerCase(Locale.ROOT))
        .getResultStream()
        .findFirst();
  }

  /**
   * Accounts of the installation, newest first.
   *
   * @param status null for every
   */
  Page<User> page(@Nullable UserStatus status, PageRequest request) {
    String after = request.before() == null ? "" : " and u.id < :before";
    String of = status == null ? "" : " and u.status = :status";
    var query =
        em.createQuery(
                "select u from User u where 1 = 1" + of + after + " order by u.id desc", User.class)
            .setMaxResults(request.limit() + 1);
    if (status != null) {
      query.setParameter("status", status);
    }
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, User::id);
  }

  /** A user's memberships, oldest first. */
  List<Membership> memberships(UUID userId) {
    return em.createQuery(
            "select m from Membership m where m.userId = :user order by m.id", Membership.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** What a user may do with single apps of teams it is not in, oldest first. */
  List<Collaborator> collaborations(UUID userId) {
    return em.createQuery(
            "select c from Collaborator c where c.userId = :user order by c.id", Collaborator.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** What a token opens, in one statement: every call of the API asks. */
  Optional<TokenPass> findToken(String sha256) {
    return em.createQuery(
            "select new dev.pappus.account.TokenPass(t.id, t.teamId, t.name, t.scopes, t.appId,"
                + " t.expiresAt, t.revokedAt, u.status, u.installationAdministrator, m.role, c.role)"
                + " from ApiToken t join User u on u.id = t.userId"
                + " left join Membership m on m.userId = t.userId and m.teamId = t.teamId"
                + " left join Collaborator c on c.userId = t.userId and c.teamId = t.teamId"
                + " and c.appId = t.appId"
                + " where t.sha256 = :sha256",
            TokenPass.class)
        .setParameter("sha256", sha256)
        .getResultStream()
        .findFirst();
  }

  /** The user that a caller is, or acts for; empty for what is no person. */
  public Optional<User> findBehind(Caller caller) {
    UUID id = caller.actorId();
    if (id == null) {
      return Optional.empty();
    }
    return switch (caller.kind()) {
      case USER -> find(id);
      case TOKEN -> findByToken(id);
      default -> Optional.empty();
    };
  }

  private Optional<User> findByToken(UUID tokenId) {
    return em.createQuery(
            "select u from ApiToken t, User u where t.id = :token and u.id = t.userId", User.class)
        .setParameter("token", tokenId)
        .getResultStream()
        .findFirst();
  }

  /** The members of a team who may do something there, in the order they joined. */
  public List<User> membersWho(UUID teamId, Permission permission) {
    return em.createQuery(
            "select u from Membership m, User u where m.teamId = :team and u.id = m.userId"
                + " and m.role in :roles order by m.id",
            User.class)
        .setParameter("team", teamId)
        .setParameter(
            "roles", Role.OF_MEMBERS.stream().filter(role -> role.allows(permission)).toList())
        .getResultList();
  }
}
