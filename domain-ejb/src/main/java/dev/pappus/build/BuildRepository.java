package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.account.UserRepository;
import dev.pappus.app.AppRepository;
import dev.pappus.event.EventBuild;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.page.NumberedPage;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of {@link Build}; deleted builds are not found. */
@ApplicationScoped
public class BuildRepository {
  @Inject EntityManager em;

  @Inject AppRepository apps;
  @Inject AccessControl accessControl;
  @Inject UserRepository teams;

  void add(Build build) {
    em.persist(build);
    em.flush();
  }

  void add(BuildIcon icon) {
    em.persist(icon);
  }

  void removeIcon(UUID buildId) {
    em.createQuery("delete from BuildIcon i where i.buildId = :build")
        .setParameter("build", buildId)
        .executeUpdate();
  }

  /** Up to {@code max} builds of an app, deleted ones too. */
  List<Build> anyOf(UUID appId, int max) {
    return em.createQuery("select b from Build b where b.appId = :app", Build.class)
        .setParameter("app", appId)
        .setMaxResults(max)
        .getResultList();
  }

  void remove(Build build) {
    em.remove(build);
  }

  /** A build by key, whoever asks: for the house's own use. */
  public Optional<BuildInContext> find(UUID id) {
    return Optional.ofNullable(em.find(Build.class, id))
        .filter(build -> !build.deleted())
        .flatMap(this::inContext);
  }

  /** Whether there is or was a build of that key, a deleted one too. */
  public boolean isTaken(UUID id) {
    return em.find(Build.class, id) != null;
  }

  private Optional<BuildInContext> inContext(Build build) {
    return apps.find(build.appId())
        .flatMap(
            app ->
                apps.findChannel(build.channelId())
                    .map(channel -> new BuildInContext(build, app, channel)));
  }

  /** A build that the caller may see: {@link #get(Caller, Permission, UUID)}. */
  public BuildInContext get(Caller caller, UUID id) {
    return get(caller, Permission.VIEW, id);
  }

  /**
   * A build of the caller's team with which it may do something.
   *
   * @throws BuildNotFoundException {@code build-not-found} if there is none, or none for this
   *     caller
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public BuildInContext get(Caller caller, Permission permission, UUID id) {
    accessControl.requireSomewhere(caller, permission);
    BuildInContext build =
        find(id)
            .filter(found -> found.app().teamId().equals(caller.teamId()))
            .filter(found -> caller.grants().reaches(found.app().id()))
            .orElseThrow(BuildNotFoundException::new);
    accessControl.require(caller, permission, build.app().id());
    return build;
  }

  public Page<Build> page(UUID appId, PageRequest request) {
    String after = request.before() == null ? "" : " and b.id < :before";
    TypedQuery<Build> query =
        em.createQuery(
                "select b from Build b where b.appId = :app and b.deletedAt is null"
                    + after
                    + " order by b.id desc",
                Build.class)
            .setParameter("app", appId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, Build::id);
  }

  /** A numbered page of an app's builds. */
  public List<Build> page(UUID appId, NumberedPage page) {
    return em.createQuery(
            "select b from Build b where b.appId = :app and b.deletedAt is null order by b.id desc",
            Build.class)
        .setParameter("app", appId)
        .setFirstResult(page.offset())
        .setMaxResults(page.size())
        .getResultList();
  }

  /** The newest build of an app. */
  public Optional<Build> latest(UUID appId) {
    return Optional.ofNullable(latestOf(List.of(appId)).get(appId));
  }

  /** The newest build of each of some apps, in one query. */
  public Map<UUID, Build> latestOf(Collection<UUID> appIds) {
    if (appIds.isEmpty()) {
      return Map.of();
    }
    return em.createQuery(
            "select b from Build b where b.appId in :apps and b.deletedAt is null and b.number ="
                + " (select max(n.number) from Build n where n.appId = b.appId"
                + " and n.deletedAt is null)",
            Build.class)
        .setParameter("apps", appIds)
        .getResultStream()
        .collect(Collectors.toMap(Build::appId, Function.identity()));
  }

  /** The newest build of a channel that testers may have. */
  public Optional<Build> latestApprovedInChannel(UUID channelId) {
    return latestApproved("b.channelId", channelId);
  }

  /** The newest build of an app that testers may have. */
  public Optional<Build> latestApproved(UUID appId) {
    return latestApproved("b.appId", appId);
  }

  private Optional<Build> latestApproved(String of, UUID id) {
    return em.createQuery(
            "select b from Build b where "
                + of
                + " = :id and b.deletedAt is null and b.review.state = :approved"
                + " order by b.number desc",
            Build.class)
        .setParameter("id", id)
        .setParameter("approved", ReviewState.APPROVED)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Whether testers could ever have a build of an app, one that is deleted by now too. */
  boolean hasApproved(UUID appId) {
    return !em.createQuery(
            "select b.id from Build b where b.appId = :app and b.review.state = :approved",
            UUID.class)
        .setParameter("app", appId)
        .setParameter("approved", ReviewState.APPROVED)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Builds of all teams; of the approved ones those that somebody decided upon. */
  Page<BuildInReview> inReview(ReviewState state, PageRequest request) {
    String after = request.before() == null ? "" : " and b.id < :before";
    String decided = state == ReviewState.APPROVED ? " and b.review.decidedAt is not null" : "";
    TypedQuery<BuildInReview> query =
        em.createQuery(
                "select new dev.pappus.build.BuildInReview(b, a, c, t)"
                    + " from Build b, App a, Channel c, Team t"
                    + " where b.review.state = :state and b.deletedAt is null and a.id = b.appId"
                    + " and a.live = 1 and c.id = b.channelId and t.id = a.teamId"
                    + decided
                    + after
                    + " order by b.id desc",
                BuildInReview.class)
            .setParameter("state", state)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, found -> found.build().id());
  }

  /**
   * A build of whatever team with its row locked: decisions upon it come one after the other.
   *
   * @throws BuildNotFoundException {@code build-not-found} if there is none
   */
  BuildInReview getLockedForReview(UUID id) {
    BuildInContext found = find(id).orElseThrow(BuildNotFoundException::new);
    em.refresh(found.build(), LockModeType.PESSIMISTIC_WRITE);
    if (found.build().deleted()) {
      throw new BuildNotFoundException();
    }
    return new BuildInReview(
        found.build(),
        found.app(),
        found.channel(),
        teams.findTeam(found.app().teamId()).orElseThrow(BuildNotFoundException::new));
  }

  /** The newest build of an app with the same bytes. */
  public Optional<Build> findSameBytes(UUID appId, String sha256) {
    return em.createQuery(
            "select b from Build b where b.appId = :app and b.deletedAt is null"
                + " and b.sha256 = :sha256 order by b.number desc",
            Build.class)
        .setParameter("app", appId)
        .setParameter("sha256", sha256)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /**
   * The newest build that a report may mean.
   *
   * @param version as people see it, "" if the report does not say
   * @param versionCode the package's own number, "" if the report does not say
   */
  public Optional<EventBuild> findReported(UUID appId, String version, String versionCode) {
    if (version.isEmpty() && versionCode.isEmpty()) {
      return Optional.empty();
    }
    return em.createQuery(
            "select new dev.pappus.event.EventBuild(b.id, b.version, b.versionCode, b.number,"
                + " b.sizeBytes, c.name) from Build b, Channel c"
                + " where b.appId = :app and b.deletedAt is null and c.id = b.channelId"
                + " and (:version = '' or b.version = :version)"
                + " and (:code = '' or b.versionCode = :code) order by b.number desc",
            EventBuild.class)
        .setParameter("app", appId)
        .setParameter("version", version)
        .setParameter("code", versionCode)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** How many builds an app has. */
  public long count(UUID appId) {
    return em.createQuery(
            "select count(b) from Build b where b.appId = :app and b.deletedAt is null", Long.class)
        .setParameter("app", appId)
        .getSingleResult();
  }

  /** How many builds the app of a team has that has most. */
  long mostBuilds(UUID teamId) {
    return em.createQuery(
            "select count(b) from Build b, App a where a.teamId = :team and a.live = 1"
                + " and b.appId = a.id and b.deletedAt is null"
                + " group by a.id order by count(b) desc",
            Long.class)
        .setParameter("team", teamId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(0L);
  }

  /** How many bytes the packages of a team's builds have, equal ones each counted. */
  long storedBytes(UUID teamId) {
    Long sum =
        em.createQuery(
                "select sum(b.sizeBytes) from Build b, App a where a.teamId = :team and a.live = 1"
                    + " and b.appId = a.id and b.deletedAt is null",
                Long.class)
            .setParameter("team", teamId)
            .getSingleResult();
    return sum == null ? 0 : sum;
  }

  /** A build's icon as PNG. */
  public Optional<byte[]> icon(UUID buildId) {
    return Optional.ofNullable(em.find(BuildIcon.class, buildId)).map(BuildIcon::png);
  }

  /** Those of some builds that have an icon, in one query that reads no picture. */
  public Set<UUID> withIcon(Collection<UUID> buildIds) {
    return buildIds.isEmpty()
        ? Set.of()
        : em.createQuery("select i.buildId from BuildIcon i where i.buildId in :builds", UUID.class)
            .setParameter("builds", buildIds)
            .getResultStream()
            .collect(Collectors.toSet());
  }

  /** Whether a build has an icon, without reading it. */
  public boolean hasIcon(UUID buildId) {
    return !withIcon(List.of(buildId)).isEmpty();
  }

  /** Makes a picture the build's icon, or takes the icon away. */
  void replaceIcon(UUID buildId, byte @Nullable [] png) {
    BuildIcon icon = em.find(BuildIcon.class, buildId);
    if (icon == null && png != null) {
      em.persist(new BuildIcon(buildId, png));
    } else if (icon != null && png == null) {
      em.remove(icon);
    } else if (icon != null && png != null) {
      icon.show(png);
    }
  }

  /** The newest build that a job of inspections still has to read. */
  Optional<Build> nextToInspect(Job job) {
    return inspected(Build.class, "select b", job, "b.inspectedAt < :begun order by b.id desc")
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** How many builds a job of inspections still has to read. */
  long countToInspect(Job job) {
    return inspected(Long.class, "select count(b)", job, "b.inspectedAt < :begun")
        .getSingleResult();
  }

  /** What was the matter with builds that were inspected since a job began, and how often. */
  Map<String, Long> problemsSince(Job job) {
    return inspected(
            Object[].class,
            "select b.inspectionProblem, count(b)",
            job,
            "b.inspectedAt >= :begun and b.inspectionProblem is not null"
                + " group by b.inspectionProblem")
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
  }

  private <T> TypedQuery<T> inspected(Class<T> type, String select, Job job, String condition) {
    return em.createQuery(
            select
                + " from Build b, App a where a.id = b.appId and a.live = 1 and a.teamId = :team"
                + " and b.deletedAt is null and "
                + subject(job)
                + " = :subject and "
                + condition,
            type)
        .setParameter("team", job.teamId())
        .setParameter("subject", job.subjectId())
        .setParameter("begun", job.createdAt());
  }

  /** A job inspects the builds of its team, or of an app, or one build. */
  private String subject(Job job) {
    if (ofTeam(job)) {
      return "a.teamId";
    }
    return em.find(Build.class, job.subjectId()) == null ? "b.appId" : "b.id";
  }

  private static boolean ofTeam(Job job) {
    return job.subjectId().equals(job.teamId());
  }

  /** The app whose builds, or one of them, a job of inspections reads; null if its whole team's. */
  @Nullable UUID appToInspect(Job job) {
    Build build = em.find(Build.class, job.subjectId());
    if (build != null) {
      return build.appId();
    }
    return ofTeam(job) ? null : job.subjectId();
  }
}
