package dev.pappus.app;

import dev.pappus.account.AccessControl;
import dev.pappus.shared.Platform;
import dev.pappus.shared.page.NumberedPage;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
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

/** Queries of {@link App} and {@link Channel}; deleted apps are not found. */
@ApplicationScoped
public class AppRepository {
  @Inject EntityManager em;
  @Inject AccessControl accessControl;

  void add(App app, Channel channel) {
    em.persist(app);
    // EclipseLink knows nothing of foreign keys between plain ids and would order the inserts
    // freely
    em.flush();
    em.persist(channel);
    em.flush();
  }

  void add(Channel channel) {
    em.persist(channel);
    em.flush();
  }

  /** An app by key, whoever asks: for the house's own use. */
  public Optional<App> find(UUID id) {
    return Optional.ofNullable(em.find(App.class, id)).filter(app -> !app.deleted());
  }

  /** An app that the caller may see: {@link #get(Caller, Permission, UUID)}. */
  public App get(Caller caller, UUID id) {
    return get(caller, Permission.VIEW, id);
  }

  /**
   * An app of the caller's team with which it may do something.
   *
   * @throws AppNotFoundException {@code app-not-found} if there is none, or none for this caller
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public App get(Caller caller, Permission permission, UUID id) {
    accessControl.requireSomewhere(caller, permission);
    App app =
        find(id)
            .filter(found -> found.teamId().equals(caller.teamId()))
            .filter(found -> caller.grants().reaches(id))
            .orElseThrow(AppNotFoundException::new);
    accessControl.require(caller, permission, id);
    return app;
  }

  /** As {@link #get}, with its row locked: what changes below it is then one after the other. */
  public App getLocked(Caller caller, Permission permission, UUID id) {
    App app = get(caller, permission, id);
    em.refresh(app, LockModeType.PESSIMISTIC_WRITE);
    // while this waited for the lock it may have gone, or gone to another team
    if (app.deleted() || !app.teamId().equals(caller.teamId())) {
      throw new AppNotFoundException();
    }
    return app;
  }

  public Optional<App> findByIdentity(UUID teamId, Platform platform, String bundleId) {
    return em.createQuery(
            "select a from App a where a.teamId = :team and a.platform = :platform"
                + " and a.bundleId = :bundle and a.live = 1",
            App.class)
        .setParameter("team", teamId)
        .setParameter("platform", platform)
        .setParameter("bundle", bundleId)
        .getResultStream()
        .findFirst();
  }

  public Optional<App> findBySlug(String slug) {
    // whatever stands in a path comes here, a NUL too, which PostgreSQL would not search for
    return Slug.isWellFormed(slug)
        ? one("select a from App a where a.slug = :value", slug)
        : Optional.empty();
  }

  public Optional<App> findByIngestKey(String ingestKey) {
    return one("select a from App a where a.ingestKey = :value and a.live = 1", ingestKey);
  }

  private Optional<App> one(String query, String value) {
    return em.createQuery(query, App.class)
        .setParameter("value", value)
        .getResultStream()
        .findFirst();
  }

  /**
   * The apps that the caller may see, newest first.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Page<App> page(Caller caller, PageRequest request) {
    accessControl.requireSomewhere(caller, Permission.VIEW);
    return page(
        caller.teamId(),
        caller.grants().wholeTeam() ? null : caller.grants().apps().keySet(),
        request);
  }

  /**
   * A numbered page of the apps that the caller may see, newest first.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public List<App> page(Caller caller, NumberedPage page) {
    accessControl.requireSomewhere(caller, Permission.VIEW);
    Set<UUID> only = caller.grants().wholeTeam() ? null : caller.grants().apps().keySet();
    return query(caller.teamId(), only, null)
        .setFirstResult(page.offset())
        .setMaxResults(page.size())
        .getResultList();
  }

  /** A team's newest apps: for the house's own use. */
  public List<App> newest(UUID teamId) {
    return page(teamId, null, PageRequest.of(PageRequest.MAX_LIMIT, null)).items();
  }

  private Page<App> page(UUID teamId, @Nullable Set<UUID> only, PageRequest request) {
    return Page.of(
        query(teamId, only, request.before()).setMaxResults(request.limit() + 1).getResultList(),
        request,
        App::id);
  }

  private TypedQuery<App> query(UUID teamId, @Nullable Set<UUID> only, @Nullable UUID before) {
    TypedQuery<App> query =
        em.createQuery(
                "select a from App a where a.teamId = :team and a.live = 1"
                    + (only == null ? "" : " and a.id in :only")
                    + (before == null ? "" : " and a.id < :before")
                    + " order by a.id desc",
                App.class)
            .setParameter("team", teamId);
    if (only != null) {
      query.setParameter("only", only);
    }
    if (before != null) {
      query.setParameter("before", before);
    }
    return query;
  }

  /** How many apps a team has. */
  long count(UUID teamId) {
    return em.createQuery(
            "select count(a) from App a where a.teamId = :team and a.live = 1", Long.class)
        .setParameter("team", teamId)
        .getSingleResult();
  }

  public Channel defaultChannel(UUID appId) {
    return channels(appId).stream()
        .filter(Channel::isDefault)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("An app without a default channel: " + appId));
  }

  /** The default channels of some apps, in one query, by app. */
  public Map<UUID, Channel> defaultChannels(Collection<UUID> appIds) {
    if (appIds.isEmpty()) {
      return Map.of();
    }
    return em.createQuery(
            "select c from Channel c where c.appId in :apps and c.isDefault = true", Channel.class)
        .setParameter("apps", appIds)
        .getResultStream()
        .collect(Collectors.toMap(Channel::appId, Function.identity()));
  }

  public Optional<Channel> findChannel(UUID appId, String name) {
    return channels(appId).stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  public Optional<Channel> findChannel(UUID id) {
    return Optional.ofNullable(em.find(Channel.class, id));
  }

  public List<Channel> channels(UUID appId) {
    return em.createQuery(
            "select c from Channel c where c.appId = :app order by c.id", Channel.class)
        .setParameter("app", appId)
        .getResultList();
  }
}
