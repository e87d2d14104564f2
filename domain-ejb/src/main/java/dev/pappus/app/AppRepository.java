package dev.pappus.app;

import dev.pappus.shared.Platform;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queries of {@link App} and {@link Channel}; deleted apps are not found. */
@ApplicationScoped
public class AppRepository {
  @Inject EntityManager em;

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

  /**
   * An app of the caller's team.
   *
   * @throws AppNotFoundException {@code app-not-found} if there is none
   */
  public App get(Caller caller, UUID id) {
    return find(id)
        .filter(app -> app.teamId().equals(caller.teamId()))
        .orElseThrow(AppNotFoundException::new);
  }

  /** As {@link #get}, with its row locked: what changes below it is then one after the other. */
  public App getLocked(Caller caller, UUID id) {
    App app = get(caller, id);
    em.refresh(app, LockModeType.PESSIMISTIC_WRITE);
    if (app.deleted()) {
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

  public Page<App> page(UUID teamId, PageRequest request) {
    String after = request.before() == null ? "" : " and a.id < :before";
    var query =
        em.createQuery(
                "select a from App a where a.teamId = :team and a.live = 1"
                    + after
                    + " order by a.id desc",
                App.class)
            .setParameter("team", teamId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, App::id);
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
