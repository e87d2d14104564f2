package dev.pappus.mail;

import dev.pappus.shared.text.TextRules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What messages there are. Their texts, subject and body, are in {@code texts.properties}; {@code
 * {name}} stands there for a value.
 */
public enum MailTemplate {
  /** That mail works: {@code server}. */
  TEST("test"),
  /** Somebody may join a team: {@code team}, {@code inviter}, {@code link}, {@code until}. */
  INVITATION("invitation"),
  /** Somebody may choose a new password: {@code name}, {@code link}, {@code until}. */
  PASSWORD_RESET("password-reset"),
  /** A password was changed: {@code name}, {@code link} to ask for another. */
  PASSWORD_CHANGED("password-changed"),
  /** A second factor was switched on: {@code name}, {@code link} to a new password. */
  SECOND_FACTOR_ADDED("second-factor-added"),
  /** It was switched off: {@code name}, {@code link} to a new password. */
  SECOND_FACTOR_REMOVED("second-factor-removed"),
  /** There are new recovery codes: {@code name}, {@code link} to a new password. */
  RECOVERY_CODES_RENEWED("recovery-codes-renewed"),
  /** A recovery code was used: {@code name}, {@code link} to a new password. */
  RECOVERY_CODE_USED("recovery-code-used"),
  /** Somebody wants an account with this address: {@code name}, {@code link}, {@code until}. */
  CONFIRM_ADDRESS("confirm-address"),
  /** Somebody wants an account with an address that has one: {@code name}, {@code link}. */
  ACCOUNT_EXISTS("account-exists"),
  /** An account may be used: {@code name}, {@code link}. */
  ACCOUNT_APPROVED("account-approved"),
  /** An account was closed: {@code name}. */
  ACCOUNT_SUSPENDED("account-suspended"),
  /** An account may be used again: {@code name}, {@code link}. */
  ACCOUNT_REACTIVATED("account-reactivated"),
  /** A webhook's endpoint has been failing: {@code name}, {@code detail}, {@code link}. */
  ENDPOINT_FAILING("endpoint-failing"),
  /** A webhook was switched off: {@code name}, {@code detail}, {@code link}. */
  ENDPOINT_DISABLED("endpoint-disabled"),
  /** A webhook's endpoint answers again: {@code name}, {@code detail}, {@code link}. */
  ENDPOINT_RECOVERED("endpoint-recovered"),
  /** An administrator opened a build to its testers: {@code name}, {@code link}. */
  BUILD_APPROVED("build-approved"),
  /** An administrator closed one: {@code name}, {@code detail}, {@code link}. */
  BUILD_REJECTED("build-rejected");

  private static final Pattern VALUE = Pattern.compile("\\{([a-z]+)}");

  /** What could begin a line of its own, or hide one: C0, C1, line and paragraph separators. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\u2028\u2029]+");

  private final String key;

  MailTemplate(String key) {
    this.key = key;
  }

  /** The template with a key; empty if there is none. */
  public static Optional<MailTemplate> of(String key) {
    return Arrays.stream(values()).filter(template -> template.key.equals(key)).findFirst();
  }

  /** Its name in the outbox; for what a team is told, the kind of the notice. */
  public String key() {
    return key;
  }

  /**
   * The message.
   *
   * @param values in place of the names; what breaks lines in them becomes a blank, so that no name
   *     that somebody chose makes a line of its own
   * @throws IllegalStateException if a value is missing
   */
  public MailMessage in(Locale language, String recipient, Map<String, String> values) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "dev.pappus.mail.texts",
            language,
            MailTemplate.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MailMessage(
        recipient,
        fill(texts.getString(key + ".subject"), values),
        fill(texts.getString(key + ".body"), values));
  }

  private String fill(String text, Map<String, String> values) {
    Matcher matcher = VALUE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalStateException(this + " needs the value " + matcher.group(1));
      }
      matcher.appendReplacement(
          out,
          Matcher.quoteReplacement(
              CONTROLS.matcher(TextRules.storable(value)).replaceAll(" ").strip()));
    }
    return matcher.appendTail(out).toString();
  }
}
