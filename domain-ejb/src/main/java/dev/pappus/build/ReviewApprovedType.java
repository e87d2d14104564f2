package dev.pappus.build;

import dev.pappus.event.EventApp;
import dev.pappus.event.EventMessage;
import dev.pappus.review.ReviewState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** An administrator approved a build: testers may have it: {@code review.approved}. */
@ApplicationScoped
public class ReviewApprovedType extends ReviewDecidedType {

  @Override
  public String wireName() {
    return "review.approved";
  }

  @Override
  public int order() {
    return 11;
  }

  @Override
  ReviewState state() {
    return ReviewState.APPROVED;
  }

  @Override
  public EventMessage sample(EventApp app) {
    return sample(app, new UUID(0, 11), "");
  }
}
