package dev.pappus.inspector;

import dev.pappus.account.AccessControl;
import dev.pappus.account.Team;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.endpoint.OwnBins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link RequestBin} and {@link Capture}; expired bins are not found. */
@ApplicationScoped
public class RequestBinRepository {
  @Inject EntityManager em;
  @Inject AccessControl accessControl;
  @Inject Clock clock;

  void add(RequestBin bin) {
    em.persist(bin);
    em.flush();
  }

  void add(Capture capture) {
    em.persist(capture);
    em.flush();
  }

  /** Who makes a bin holds its team's row, so that two at once cannot both take the last place. */
  void lockTeam(UUID teamId) {
    em.find(Team.class, teamId, LockModeType.PESSIMISTIC_WRITE);
  }

  long live(UUID teamId) {
    return em.createQuery(
            "select count(b) from RequestBin b where b.teamId = :team and b.expiresAt > :now",
            Long.class)
        .setParameter("team", teamId)
        .setParameter("now", clock.instant())
        .getSingleResult();
  }

  /** The bin behind a URL; whoever asks, since the token is what lets one in. */
  public Optional<RequestBin> findByToken(String token) {
    if (!OwnBins.isToken(token)) {
      // whatever stands in a path comes here
      return Optional.empty();
    }
    return em.createQuery("select b from RequestBin b where b.token = :token", RequestBin.class)
        .setParameter("token", token)
        .getResultStream()
        .findFirst()
        .filter(bin -> !bin.expired(clock.instant()));
  }

  /**
   * A bin of the caller's team.
   *
   * @throws BinNotFoundException {@code bin-not-found}
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public RequestBin get(Caller caller, UUID id) {
    accessControl.require(caller, Permission.VIEW_WEBHOOKS);
    return find(caller, id);
  }

  private RequestBin find(Caller caller, UUID id) {
    return Optional.ofNullable(em.find(RequestBin.class, id))
        .filter(bin -> bin.teamId().equals(caller.teamId()) && !bin.expired(clock.instant()))
        .orElseThrow(BinNotFoundException::new);
  }

  /** A bin of the team of a caller who may change it, with its row locked. */
  RequestBin getLocked(Caller caller, UUID id) {
    find(caller, id);
    return findLocked(id).orElseThrow(BinNotFoundException::new);
  }

  /** A bin by key with its row locked; empty if it is gone. */
  Optional<RequestBin> findLocked(UUID id) {
    return em.createQuery("select b from RequestBin b where b.id = :id", RequestBin.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        // what the lock waited for is what counts
        .setHint("eclipselink.refresh", "true")
        .getResultStream()
        .findFirst();
  }

  /** The team's bins, newest first. */
  public Page<RequestBin> page(Caller caller, PageRequest request) {
    accessControl.require(caller, Permission.VIEW_WEBHOOKS);
    String before = request.before() == null ? "" : " and b.id < :before";
    TypedQuery<RequestBin> query =
        em.createQuery(
                "select b from RequestBin b where b.teamId = :team and b.expiresAt > :now"
                    + before
                    + " order by b.id desc",
                RequestBin.class)
            .setParameter("team", caller.teamId())
            .setParameter("now", clock.instant())
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, RequestBin::id);
  }

  /**
   * What a bin has kept, newest first.
   *
   * @param after only what came after this one; null for all
   */
  public Page<Capture> captures(UUID binId, PageRequest request, @Nullable UUID after) {
    TypedQuery<Capture> query =
        em.createQuery(
                "select c from Capture c where c.binId = :bin"
                    + (request.before() == null ? "" : " and c.id < :before")
                    + (after == null ? "" : " and c.id > :after")
                    + " order by c.id desc",
                Capture.class)
            .setParameter("bin", binId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    if (after != null) {
      query.setParameter("after", after);
    }
    return Page.of(query.getResultList(), request, Capture::id);
  }

  /** One request that a bin has kept. */
  public Optional<Capture> findCapture(UUID binId, UUID id) {
    return Optional.ofNullable(em.find(Capture.class, id))
        .filter(capture -> capture.binId().equals(binId));
  }

  /** What lists show of the requests of a bin, newest first: without headers and bodies. */
  public List<CaptureLine> lines(UUID binId, int max) {
    return em.createQuery(
            "select new dev.pappus.inspector.CaptureLine(c.id, c.number, c.receivedAt, c.method,"
                + " c.target, c.answerStatus) from Capture c where c.binId = :bin"
                + " order by c.id desc",
            CaptureLine.class)
        .setParameter("bin", binId)
        .setMaxResults(max)
        .getResultList();
  }

  /** Drops the requests of a bin up to a number. */
  int dropCaptures(UUID binId, long upToNumber) {
    return em.createQuery("delete from Capture c where c.binId = :bin and c.number <= :number")
        .setParameter("bin", binId)
        .setParameter("number", upToNumber)
        .executeUpdate();
  }

  void remove(RequestBin bin) {
    dropCaptures(bin.id(), Long.MAX_VALUE);
    em.remove(bin);
    em.flush();
  }

  List<RequestBin> expired(Instant now, int max) {
    return em.createQuery(
            "select b from RequestBin b where b.expiresAt <= :now order by b.expiresAt",
            RequestBin.class)
        .setParameter("now", now)
        .setMaxResults(max)
        .getResultList();
  }
}
