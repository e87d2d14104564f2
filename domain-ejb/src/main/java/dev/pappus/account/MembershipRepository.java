package dev.pappus.account;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link Membership} and {@link Collaborator}. */
@ApplicationScoped
public class MembershipRepository {
  private static final String MEMBER = "select new dev.pappus.account.TeamMember(";

  @Inject EntityManager em;

  void add(Object entity) {
    em.persist(entity);
    em.flush();
  }

  void remove(Object entity) {
    em.remove(entity);
    em.flush();
  }

  /** Locks a team: what changes who is in it comes one after the other. */
  Team lockTeam(UUID teamId) {
    return em.find(Team.class, teamId, LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<Membership> find(UUID teamId, UUID userId) {
    return em.createQuery(
            "select m from Membership m where m.teamId = :team and m.userId = :user",
            Membership.class)
        .setParameter("team", teamId)
        .setParameter("user", userId)
        .getResultStream()
        .findFirst();
  }

  /** How many members a team has. */
  long count(UUID teamId) {
    return em.createQuery("select count(m) from Membership m where m.teamId = :team", Long.class)
        .setParameter("team", teamId)
        .getSingleResult();
  }

  long owners(UUID teamId) {
    return em.createQuery(
            "select count(m) from Membership m where m.teamId = :team and m.role = :owner",
            Long.class)
        .setParameter("team", teamId)
        .setParameter("owner", Role.OWNER)
        .getSingleResult();
  }

  /** A team's members, newest first. */
  Page<TeamMember> page(UUID teamId, PageRequest request) {
    TypedQuery<TeamMember> query =
        em.createQuery(
                MEMBER
                    + "m.id, u.id, u.email, u.name, m.role, m.createdAt)"
                    + " from Membership m, User u where m.teamId = :team and u.id = m.userId"
                    + (request.before() == null ? "" : " and m.id < :before")
                    + " order by m.id desc",
                TeamMember.class)
            .setParameter("team", teamId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, TeamMember::key);
  }

  /** A member as it is shown. */
  Optional<TeamMember> member(UUID teamId, UUID userId) {
    return em.createQuery(
            MEMBER
                + "m.id, u.id, u.email, u.name, m.role, m.createdAt)"
                + " from Membership m, User u where m.teamId = :team and m.userId = :user"
                + " and u.id = m.userId",
            TeamMember.class)
        .setParameter("team", teamId)
        .setParameter("user", userId)
        .getResultStream()
        .findFirst();
  }

  /** People from outside who are let in for an app, newest first. */
  List<TeamMember> collaborators(UUID appId) {
    return em.createQuery(
            MEMBER
                + "c.id, u.id, u.email, u.name, c.role, c.createdAt)"
                + " from Collaborator c, User u where c.appId = :app and u.id = c.userId"
                + " order by c.id desc",
            TeamMember.class)
        .setParameter("app", appId)
        .getResultList();
  }

  Optional<Collaborator> findCollaborator(UUID appId, UUID userId) {
    return em.createQuery(
            "select c from Collaborator c where c.appId = :app and c.userId = :user",
            Collaborator.class)
        .setParameter("app", appId)
        .setParameter("user", userId)
        .getResultStream()
        .findFirst();
  }

  /** What a user may do with single apps of a team. */
  List<Collaborator> collaborations(UUID teamId, UUID userId) {
    return em.createQuery(
            "select c from Collaborator c where c.teamId = :team and c.userId = :user",
            Collaborator.class)
        .setParameter("team", teamId)
        .setParameter("user", userId)
        .getResultList();
  }
}
