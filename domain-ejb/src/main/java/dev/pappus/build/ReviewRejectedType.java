package dev.pappus.build;

import dev.pappus.event.EventApp;
import dev.pappus.event.EventMessage;
import dev.pappus.review.ReviewState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** An administrator rejected a build, with a reason: {@code review.rejected}. */
@ApplicationScoped
public class ReviewRejectedType extends ReviewDecidedType {

  @Override
  public String wireName() {
    return "review.rejected";
  }

  @Override
  public int order() {
    return 12;
  }

  @Override
  ReviewState state() {
    return ReviewState.REJECTED;
  }

  @Override
  public EventMessage sample(EventApp app) {
    return sample(app, new UUID(0, 12), "The app asks for a password of another service.");
  }
}
