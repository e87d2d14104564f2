package dev.pappus.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queries of plans, subscriptions, payments and counted downloads. */
@ApplicationScoped
public class PlanRepository {
  @Inject EntityManager em;

  /** All plans, the smallest first. */
  public List<Plan> plans() {
    return em.createQuery("select p from Plan p order by p.position, p.name", Plan.class)
        .getResultList();
  }

  public Optional<Plan> findPlan(String name) {
    return Optional.ofNullable(em.find(Plan.class, name));
  }

  void add(Subscription subscription) {
    em.persist(subscription);
    em.flush();
  }

  public Optional<Subscription> findSubscription(UUID teamId) {
    return subscriptions(teamId, LockModeType.NONE);
  }

  /** The subscriptions of some teams by team, in one query. */
  Map<UUID, Subscription> subscriptions(Collection<UUID> teamIds) {
    return teamIds.isEmpty()
        ? Map.of()
        : em.createQuery(
                "select s from Subscription s where s.teamId in :teams", Subscription.class)
            .setParameter("teams", teamIds)
            .getResultStream()
            .collect(Collectors.toMap(Subscription::teamId, Function.identity()));
  }

  /** As {@link #findSubscription}, its row locked. */
  Optional<Subscription> lockSubscription(UUID teamId) {
    return subscriptions(teamId, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Subscription> subscriptions(UUID teamId, LockModeType lock) {
    return em.createQuery("select s from Subscription s where s.teamId = :team", Subscription.class)
        .setParameter("team", teamId)
        .setLockMode(lock)
        .getResultStream()
        .findFirst();
  }

  void add(Payment payment) {
    em.persist(payment);
    em.flush();
  }

  Optional<Payment> findPayment(String provider, String paymentId) {
    return em.createQuery(
            "select p from Payment p where p.provider = :provider and p.paymentId = :id",
            Payment.class)
        .setParameter("provider", provider)
        .setParameter("id", paymentId)
        .getResultStream()
        .findFirst();
  }

  /** A team's payments, newest first. */
  public List<Payment> payments(UUID teamId, int max) {
    return em.createQuery(
            "select p from Payment p where p.teamId = :team order by p.id desc", Payment.class)
        .setParameter("team", teamId)
        .setMaxResults(max)
        .getResultList();
  }

  /** Counts one more, if fewer than the limit are counted; false if not. */
  boolean countDownload(UUID buildId, LocalDate day, long limit) {
    return em.createQuery(
                "update DownloadDay d set d.used = d.used + 1"
                    + " where d.buildId = :build and d.day = :day and d.used < :limit")
            .setParameter("build", buildId)
            .setParameter("day", day)
            .setParameter("limit", limit)
            .executeUpdate()
        == 1;
  }

  /** How many are counted; empty if nothing is yet. */
  Optional<Long> countedDownloads(UUID buildId, LocalDate day) {
    return em.createQuery(
            "select d.used from DownloadDay d where d.buildId = :build and d.day = :day",
            Long.class)
        .setParameter("build", buildId)
        .setParameter("day", day)
        .getResultStream()
        .findFirst();
  }

  /** Makes the row of a day. Of two at once one fails on its key, and is tried again. */
  void openDay(UUID buildId, LocalDate day) {
    em.persist(new DownloadDay(buildId, day));
    em.flush();
  }

  /** Whether this call is the first to tell of the day's limit. */
  boolean tellOfLimit(UUID buildId, LocalDate day) {
    return em.createQuery(
                "update DownloadDay d set d.told = true"
                    + " where d.buildId = :build and d.day = :day and d.told = false")
            .setParameter("build", buildId)
            .setParameter("day", day)
            .executeUpdate()
        == 1;
  }
}
