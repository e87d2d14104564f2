package dev.pappus.review;

/** Settings of reviews for tests of other features, which may change while a test runs. */
public final class ReviewFixture {
  public final ReviewSettings settings = new ReviewSettings();

  public void requireGuidelines() {
    settings.guidelines = "required";
  }

  public void approval(String value) {
    settings.approval = value;
  }
}
