package dev.pappus.feedback;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.UUID;

/** Queries of {@link Feedback} and its pictures. */
@ApplicationScoped
public class FeedbackRepository {
  @Inject EntityManager em;

  /** Written with the event that follows; only pictures need their feedback's row before. */
  void add(Feedback feedback, List<FeedbackScreenshot> screenshots) {
    em.persist(feedback);
    if (!screenshots.isEmpty()) {
      em.flush();
      screenshots.forEach(em::persist);
    }
  }

  public Page<Feedback> page(UUID appId, PageRequest request) {
    String after = request.before() == null ? "" : " and f.id < :before";
    TypedQuery<Feedback> query =
        em.createQuery(
                "select f from Feedback f where f.appId = :app" + after + " order by f.id desc",
                Feedback.class)
            .setParameter("app", appId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, Feedback::id);
  }

  public List<FeedbackScreenshot> screenshots(UUID feedbackId) {
    return em.createQuery(
            "select s from FeedbackScreenshot s where s.feedbackId = :feedback order by s.id",
            FeedbackScreenshot.class)
        .setParameter("feedback", feedbackId)
        .getResultList();
  }

  List<Feedback> anyOf(UUID appId, int max) {
    return em.createQuery("select f from Feedback f where f.appId = :app", Feedback.class)
        .setParameter("app", appId)
        .setMaxResults(max)
        .getResultList();
  }

  void remove(Object entity) {
    em.remove(entity);
    em.flush();
  }
}
