package dev.pappus.mail;

import dev.pappus.shared.config.SecretSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail server; a wrong value stops the deployment. */
@ApplicationScoped
public class MailSettings {

  /** How the connection is kept from listeners. */
  public enum Security {
    /** Not at all: for a server on this machine. */
    NONE,
    /** It begins in the clear and must become TLS before anything is said (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte (RFC 8314 §3.3). */
    TLS
  }

  private static final int MAX_PORT = 65_535;

  /** Ports by their custom: relay, submission (RFC 6409), submission over TLS (RFC 8314). */
  private static final int RELAY = 25;

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  /** Name of the mail server. Default none: messages stay in the outbox. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.host")
  Optional<String> host = Optional.empty();

  /** Its port. Default 587 with STARTTLS, 465 with TLS, 25 with neither. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.port")
  Optional<Integer> port = Optional.empty();

  /** {@code starttls}, {@code tls} or {@code none}. Default starttls. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.security", defaultValue = "starttls")
  String security = "starttls";

  /** User at the server; none if it asks for none. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.user")
  Optional<String> user = Optional.empty();

  /** The user's password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.password")
  Optional<String> password = Optional.empty();

  /** A file that holds the password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.password-file")
  Optional<String> passwordFile = Optional.empty();

  /** Address that messages come from. Default pappus@localhost. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.from", defaultValue = "pappus@localhost")
  String from = "pappus@localhost";

  /** How long a message is tried. Default P3D; at least PT1H. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.mail.give-up-after", defaultValue = "P3D")
  Duration giveUpAfter = Duration.ofDays(3);

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  public void check() {
    MailAddress.read("pappus.mail.from", from);
    if (Arrays.stream(Security.values())
        .noneMatch(known -> known.name().toLowerCase(Locale.ROOT).equals(security))) {
      throw new IllegalStateException(
          "pappus.mail.security is " + security + "; it must be starttls, tls or none");
    }
    if (port.isPresent() && (port.get() < 1 || port.get() > MAX_PORT)) {
      throw new IllegalStateException(
          "pappus.mail.port is " + port.get() + "; it must be 1 to " + MAX_PORT);
    }
    if (giveUpAfter.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalStateException(
          "pappus.mail.give-up-after is " + giveUpAfter + "; it must be at least PT1H");
    }
    if (user.isPresent() && password().isEmpty()) {
      throw new IllegalStateException("pappus.mail.user is set, pappus.mail.password is not");
    }
  }

  public Optional<String> host() {
    return host.filter(name -> !name.isBlank());
  }

  int port() {
    return port.orElse(
        switch (security()) {
          case NONE -> RELAY;
          case STARTTLS -> SUBMISSION;
          case TLS -> SUBMISSIONS;
        });
  }

  Security security() {
    return Security.valueOf(security.toUpperCase(Locale.ROOT));
  }

  Optional<String> user() {
    return user;
  }

  Optional<String> password() {
    return SecretSetting.read(password, passwordFile);
  }

  public String from() {
    return MailAddress.read("pappus.mail.from", from);
  }

  Duration giveUpAfter() {
    return giveUpAfter;
  }
}
