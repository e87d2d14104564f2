package dev.pappus.delivery;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;

/**
 * What has become of deliveries, in sentences for people: what happened, and what they can do. From
 * {@code labels.properties} of this folder and its Chinese twin.
 */
public final class DeliveryWords {
  private final Locale language;
  private final ResourceBundle labels;

  private DeliveryWords(Locale language) {
    this.language = language;
    this.labels = labels(language);
  }

  static ResourceBundle labels(Locale language) {
    return ResourceBundle.getBundle(
        DeliveryWords.class.getPackageName() + ".labels",
        language,
        DeliveryWords.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** In one of the languages we speak. */
  public static DeliveryWords in(Locale language) {
    return new DeliveryWords(language);
  }

  /** What became of a call. */
  public String outcome(Attempt attempt) {
    Integer status = attempt.exchange().httpStatus();
    String key = "outcome." + attempt.outcome().name();
    if (attempt.outcome() == AttemptOutcome.HTTP_ERROR && status != null) {
      key += kindOf(status);
    }
    return format(key, status == null ? "" : String.valueOf(status));
  }

  private static String kindOf(int status) {
    return switch (status) {
      case 401, 403, 407 -> ".denied";
      case 404, 405 -> ".missing";
      case 410 -> ".gone";
      case 429 -> ".busy";
      default -> status >= 500 ? ".broken" : status >= 300 && status < 400 ? ".redirect" : "";
    };
  }

  /** Why a late answer changed nothing. */
  public String duplicate() {
    return labels.getString("duplicate");
  }

  /** What decided the time of the next attempt. */
  public String next(NextAttempt next) {
    return labels.getString("next." + next.why().wireName());
  }

  /** Why it is not being sent at this moment. */
  public String waiting(Waiting waiting) {
    return labels.getString("waiting." + waiting.reason().wireName());
  }

  /** Why a webhook got nothing of an event. */
  public String skip(SkipReason reason) {
    return labels.getString("skip." + reason.wireName());
  }

  /** Why a delivery ended as it did; an unknown reason stands for itself. */
  public String reason(String reason) {
    try {
      return labels.getString("reason." + reason);
    } catch (MissingResourceException newer) {
      return reason;
    }
  }

  /**
   * What the engine has written down, which is in English, in this language.
   *
   * @param time how a time is shown that is in it
   * @return the text as it stands where nobody has said it otherwise, as what a receiver answered
   */
  public String told(String english, Function<Instant, String> time) {
    for (ToldText known : ToldText.all()) {
      Optional<List<String>> arguments = known.argumentsOf(english);
      if (arguments.isPresent()) {
        Object[] said =
            arguments.get().stream().map(argument -> shown(argument, time)).toArray(Object[]::new);
        return new MessageFormat(labels.getString(known.key()), language).format(said);
      }
    }
    return english;
  }

  private static String shown(String argument, Function<Instant, String> time) {
    try {
      return time.apply(Instant.parse(argument));
    } catch (DateTimeParseException noTime) {
      return argument;
    }
  }

  /** How an endpoint does. */
  public String health(boolean enabled, WebhookHealth health) {
    if (!enabled) {
      return labels.getString("health.off");
    }
    if (health.lastAttemptAt() == null) {
      return labels.getString("health.unknown");
    }
    return health.failures() == 0
        ? labels.getString("health.good")
        : format("health.failing", health.failures());
  }

  private String format(String key, Object argument) {
    return new MessageFormat(labels.getString(key), language).format(new Object[] {argument});
  }
}
