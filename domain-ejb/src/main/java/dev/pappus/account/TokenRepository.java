package dev.pappus.account;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link ApiToken}. What a token opens is {@link UserRepository#findToken}'s. */
@ApplicationScoped
public class TokenRepository {
  @Inject EntityManager em;

  void add(ApiToken token) {
    em.persist(token);
    em.flush();
  }

  Optional<ApiToken> find(UUID id) {
    return Optional.ofNullable(em.find(ApiToken.class, id));
  }

  /**
   * A team's tokens that are not revoked, newest first; expired ones too.
   *
   * @param userId only this user's; null for everybody's
   * @param apps only those of these apps; null for all
   */
  Page<OwnedToken> page(
      UUID teamId, @Nullable UUID userId, @Nullable Set<UUID> apps, PageRequest request) {
    TypedQuery<OwnedToken> query =
        em.createQuery(
                "select new dev.pappus.account.OwnedToken(t, u.email) from ApiToken t, User u"
                    + " where t.teamId = :team and t.revokedAt is null and u.id = t.userId"
                    + (userId == null ? "" : " and t.userId = :user")
                    + (apps == null ? "" : " and t.appId in :apps")
                    + (request.before() == null ? "" : " and t.id < :before")
                    + " order by t.id desc",
                OwnedToken.class)
            .setParameter("team", teamId)
            .setMaxResults(request.limit() + 1);
    if (userId != null) {
      query.setParameter("user", userId);
    }
    if (apps != null) {
      query.setParameter("apps", apps);
    }
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, owned -> owned.token().id());
  }

  /** A user's tokens of a team that are not revoked. */
  List<ApiToken> live(UUID teamId, UUID userId) {
    return em.createQuery(
            "select t from ApiToken t where t.teamId = :team and t.userId = :user"
                + " and t.revokedAt is null",
            ApiToken.class)
        .setParameter("team", teamId)
        .setParameter("user", userId)
        .getResultList();
  }

  /** The tokens of an app that are not revoked. */
  List<ApiToken> live(UUID appId) {
    return em.createQuery(
            "select t from ApiToken t where t.appId = :app and t.revokedAt is null", ApiToken.class)
        .setParameter("app", appId)
        .getResultList();
  }

  void used(UUID id, Instant at) {
    em.createQuery(
            "update ApiToken t set t.lastUsedAt = :at where t.id = :id"
                + " and (t.lastUsedAt is null or t.lastUsedAt < :at)")
        .setParameter("at", at)
        .setParameter("id", id)
        .executeUpdate();
  }
}
