package dev.pappus.webhook;

import dev.pappus.shared.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wishes of how a webhook is called, unchecked. Null where nothing was said; an empty
 * wish goes back to the default.
 *
 * @param language BCP 47 tag of a language that we speak; by default the team's
 * @param timeZone name in the IANA time zone database; by default the team's
 * @param headers all of them; by default none
 * @param retrySchedule delays after failed attempts, ISO 8601; empty for a single attempt; by
 *     default the installation's
 * @param rateLimit by default none
 * @param maxConcurrency calls at once; by default the installation's
 * @param ordered whether events go out one at a time, in their order; by default not
 * @param asymmetric whether an Ed25519 key signs along; by default not
 * @param filter of a team's webhook: which events it gets; by default all
 */
public record WebhookWishes(
    @Nullable Wish<String> language,
    @Nullable Wish<String> timeZone,
    @Nullable Wish<List<Header>> headers,
    @Nullable Wish<List<String>> retrySchedule,
    @Nullable Wish<Rate> rateLimit,
    @Nullable Wish<Integer> maxConcurrency,
    @Nullable Boolean ordered,
    @Nullable Boolean asymmetric,
    @Nullable Wish<Filter> filter) {

  /** Nothing was said. */
  public static final WebhookWishes NONE =
      new WebhookWishes(null, null, null, null, null, null, null, null, null);

  /**
   * A header.
   *
   * @param value null or {@link CustomHeader#MASK}: the one that the header of this name has
   * @param secret by default true
   */
  public record Header(@Nullable String name, @Nullable String value, @Nullable Boolean secret) {

    /** Without the value: records are printed by accident. */
    @Override
    public String toString() {
      return String.valueOf(name);
    }
  }

  /**
   * A limit of calls.
   *
   * @param per {@code second} or {@code minute}
   */
  public record Rate(@Nullable Integer calls, @Nullable String per) {}

  /**
   * A filter; null or empty excludes nothing.
   *
   * @param apps public ids
   * @param platforms wire names
   * @param channels names
   */
  public record Filter(
      @Nullable List<String> apps,
      @Nullable List<String> platforms,
      @Nullable List<String> channels) {}
}
