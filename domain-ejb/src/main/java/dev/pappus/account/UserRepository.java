package dev.pappus.account;

import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Queries of teams, users and tokens. */
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

  public Optional<Team> findTeam(UUID id) {
    return Optional.ofNullable(em.find(Team.class, id));
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

  /** What a token opens, in one statement: every call of the API asks. */
  Optional<TokenPass> findToken(String sha256) {
    return em.createQuery(
            "select new dev.pappus.account.TokenPass(t.id, t.teamId, t.name, t.expiresAt,"
                + " t.revokedAt, u.role) from ApiToken t, User u"
                + " where t.sha256 = :sha256 and u.id = t.userId",
            TokenPass.class)
        .setParameter("sha256", sha256)
        .getResultStream()
        .findFirst();
  }

  /** The user that a token acts for. */
  Optional<User> findByToken(UUID tokenId) {
    return em.createQuery(
            "select u from ApiToken t, User u where t.id = :token and u.id = t.userId", User.class)
        .setParameter("token", tokenId)
        .getResultStream()
        .findFirst();
  }

  /** The users of a team, in the order they came. */
  public List<User> members(UUID teamId) {
    return em.createQuery("select u from User u where u.teamId = :team order by u.id", User.class)
        .setParameter("team", teamId)
        .getResultList();
  }
}
