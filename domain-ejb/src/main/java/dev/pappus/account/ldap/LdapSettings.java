package dev.pappus.account.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.pappus.shared.config.SecretSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The directory; a wrong value stops the deployment. */
@ApplicationScoped
public class LdapSettings {
  /** Stands for what was typed, in the filter. */
  private static final String NAME = "{0}";

  private static final int LDAP = 389;
  private static final int LDAPS = 636;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * Address of the directory: {@code ldaps://}, or {@code ldap://}, which becomes TLS before
   * anything is said (StartTLS, RFC 4511 §4.14). Default none. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.url")
  Optional<URI> url = Optional.empty();

  /** Whether {@code ldap://} stays in the clear, passwords too. Default false. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.plain", defaultValue = "false")
  boolean plain;

  /** Certificates that may sign the directory's, in PEM. Default those of Java. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.ca-file")
  Optional<String> caFile = Optional.empty();

  /** Who searches. Default nobody. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.bind-dn")
  Optional<String> bindDn = Optional.empty();

  /** Its password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.bind-password")
  Optional<String> bindPassword = Optional.empty();

  /** A file that holds the password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.bind-password-file")
  Optional<String> bindPasswordFile = Optional.empty();

  /** Below which people are. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.base")
  Optional<String> base = Optional.empty();

  /** Whom a name means: {@code {0}} stands for it. Default (|(uid={0})(mail={0})). Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.user-filter", defaultValue = "(|(uid={0})(mail={0}))")
  String userFilter = "(|(uid={0})(mail={0}))";

  /** What never changes about a person. Default entryUUID (RFC 4530). Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.id-attribute", defaultValue = "entryUUID")
  String idAttribute = "entryUUID";

  /** A person's address. Default mail. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.mail-attribute", defaultValue = "mail")
  String mailAttribute = "mail";

  /** A person's name. Default cn. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.name-attribute", defaultValue = "cn")
  String nameAttribute = "cn";

  /** A person's groups. Default memberOf. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.groups-attribute", defaultValue = "memberOf")
  String groupsAttribute = "memberOf";

  /** Longest wait for the directory. Default PT5S; at most PT1M. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.ldap.timeout", defaultValue = "PT5S")
  Duration timeout = Duration.ofSeconds(5);

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  void check() {
    if (!isOn()) {
      return;
    }
    if (url().getHost() == null || !(tls() || scheme().equals("ldap"))) {
      throw new IllegalStateException(
          "pappus.account.ldap.url is " + url() + "; it must be ldaps://host or ldap://host");
    }
    if (!DN.isValidDN(base.orElse("")) || base.orElse("").isBlank()) {
      throw new IllegalStateException(
          "pappus.account.ldap.base is " + base.orElse("not set") + "; it must be a name");
    }
    if (!userFilter.contains(NAME)) {
      throw new IllegalStateException(
          "pappus.account.ldap.user-filter is " + userFilter + "; it must have " + NAME);
    }
    try {
      filter("name");
    } catch (LDAPException e) {
      throw new IllegalStateException(
          "pappus.account.ldap.user-filter is " + userFilter + "; it cannot be read", e);
    }
    if (bindDn.isPresent() && bindPassword().filter(text -> !text.isEmpty()).isEmpty()) {
      throw new IllegalStateException(
          "pappus.account.ldap.bind-dn is set, pappus.account.ldap.bind-password is not");
    }
    if (caFile.isPresent() && !Files.isReadable(Path.of(caFile.get()))) {
      throw new IllegalStateException(
          "pappus.account.ldap.ca-file is " + caFile.get() + "; it cannot be read");
    }
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalStateException(
          "pappus.account.ldap.timeout is " + timeout + "; it must be at most " + LONGEST);
    }
  }

  public boolean isOn() {
    return url.isPresent();
  }

  private URI url() {
    return url.orElseThrow();
  }

  private String scheme() {
    String scheme = url().getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** Whether the connection is TLS from its first byte. */
  boolean tls() {
    return scheme().equals("ldaps");
  }

  /** Whether it becomes TLS. */
  boolean startsTls() {
    return !tls() && !plain;
  }

  String host() {
    return url().getHost();
  }

  int port() {
    int port = url().getPort();
    return port >= 0 ? port : tls() ? LDAPS : LDAP;
  }

  Optional<String> caFile() {
    return caFile;
  }

  Optional<String> bindDn() {
    return bindDn;
  }

  Optional<String> bindPassword() {
    return SecretSetting.read(bindPassword, bindPasswordFile);
  }

  String base() {
    return base.orElseThrow();
  }

  /**
   * Whom a name means. What was typed is escaped (RFC 4515 §3), so that it is a value and never a
   * part of the filter.
   */
  Filter filter(String name) throws LDAPException {
    return Filter.create(userFilter.replace(NAME, Filter.encodeValue(name)));
  }

  String idAttribute() {
    return idAttribute;
  }

  String mailAttribute() {
    return mailAttribute;
  }

  String nameAttribute() {
    return nameAttribute;
  }

  String groupsAttribute() {
    return groupsAttribute;
  }

  Duration timeout() {
    return timeout;
  }
}
