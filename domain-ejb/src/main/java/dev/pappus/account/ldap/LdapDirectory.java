package dev.pappus.account.ldap;

import com.google.common.collect.ImmutableSet;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.pappus.account.ExternalPerson;
import dev.pappus.account.ExternalSignInException;
import dev.pappus.account.PasswordDirectory;
import dev.pappus.shared.log.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jspecify.annotations.Nullable;

/**
 * People of an LDAP directory: one is searched for by the name that was typed, and the password
 * tried as the one that was found. A connection serves one sign-in: what is bound as somebody is
 * never anybody else's, and nothing stays open while nobody signs in.
 */
@ApplicationScoped
public class LdapDirectory implements PasswordDirectory {
  private static final System.Logger LOG = System.getLogger(LdapDirectory.class.getName());

  /** A directory that does not answer must not keep all threads of the server waiting. */
  private static final int AT_ONCE = 16;

  private static final int MAX_NAME = 254;

  /** Longer ones are nobody's, as for accounts of our own. */
  private static final int MAX_PASSWORD = 1000;

  /** Enough to see that a name means more than one. */
  private static final int TWO = 2;

  private static final int MAX_ID_BYTES = 127;

  /**
   * What a directory answers to a password that is wrong, or may not be used (RFC 4511 appendix A):
   * whatever it says, the person is not let in, and is told no more.
   */
  private static final Set<ResultCode> REFUSED =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS);

  @Inject LdapSettings settings;

  @Override
  public boolean isOn() {
    return settings.isOn();
  }

  /**
   * {@inheritDoc}
   *
   * <p>An empty password never reaches the directory: with it, a bind is one of nobody, which many
   * directories let through (RFC 4513 §5.1.2).
   */
  @Override
  @Bulkhead(AT_ONCE)
  @Fallback(fallbackMethod = "busy", applyOn = BulkheadException.class)
  public Optional<ExternalPerson> find(String name, String password) {
    String typed = name.strip();
    if (typed.isEmpty()
        || typed.length() > MAX_NAME
        || password.isEmpty()
        || password.length() > MAX_PASSWORD) {
      return Optional.empty();
    }
    try (LDAPConnection connection = connect()) {
      SearchResultEntry entry = search(connection, typed);
      // nobody's password is tried too: it takes as long
      String dn = entry == null ? "cn=nobody-of-this-name," + settings.base() : entry.getDN();
      boolean right = isRight(connection, dn, password);
      return entry != null && right ? Optional.of(person(entry)) : Optional.empty();
    } catch (LDAPException | GeneralSecurityException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("ldap.unavailable")
              .with("host", settings.host())
              .with("why", e.getMessage())
              .toString());
      throw ExternalSignInException.unavailable();
    }
  }

  /** Too many sign-ins wait for it already. */
  public Optional<ExternalPerson> busy(String name, String password) {
    throw ExternalSignInException.unavailable();
  }

  private LDAPConnection connect() throws LDAPException, GeneralSecurityException {
    int millis = (int) settings.timeout().toMillis();
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(millis);
    options.setResponseTimeoutMillis(millis);
    options.setFollowReferrals(false);
    options.setUseSynchronousMode(true);
    // the library's own default is to look at no name
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    LDAPConnection connection =
        settings.tls()
            ? new LDAPConnection(
                tls().getSocketFactory(), options, settings.host(), settings.port())
            : new LDAPConnection(options, settings.host(), settings.port());
    try {
      if (settings.startsTls()) {
        ExtendedResult result =
            connection.processExtendedOperation(new StartTLSExtendedRequest(tls()));
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
          throw new LDAPException(result);
        }
      }
      if (settings.bindDn().isPresent()) {
        connection.bind(
            new SimpleBindRequest(settings.bindDn().get(), settings.bindPassword().orElseThrow()));
      }
      return connection;
    } catch (LDAPException | GeneralSecurityException e) {
      connection.close();
      throw e;
    }
  }

  private SSLContext tls() throws GeneralSecurityException {
    if (settings.caFile().isEmpty()) {
      return SSLContext.getDefault();
    }
    return new SSLUtil(new PEMFileTrustManager(new File(settings.caFile().get())))
        .createSSLContext();
  }

  /** The one whom the name means; null if it means nobody, or more than one. */
  private @Nullable SearchResultEntry search(LDAPConnection connection, String typed)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            settings.base(),
            SearchScope.SUB,
            settings.filter(typed),
            settings.idAttribute(),
            settings.mailAttribute(),
            settings.nameAttribute(),
            settings.groupsAttribute());
    request.setSizeLimit(TWO);
    request.setTimeLimitSeconds(Math.max(1, (int) settings.timeout().toSeconds()));
    request.setFollowReferrals(false);
    List<SearchResultEntry> entries;
    try {
      SearchResult result = connection.search(request);
      entries = result.getSearchEntries();
    } catch (LDAPSearchException e) {
      if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        throw e;
      }
      entries = e.getSearchEntries();
    }
    if (entries.size() > 1) {
      LOG.log(Level.WARNING, LogLine.of("ldap.name-ambiguous").toString());
    }
    return entries.size() == 1 ? entries.get(0) : null;
  }

  private static boolean isRight(LDAPConnection connection, String dn, String password)
      throws LDAPException {
    try {
      // whatever is no success is thrown
      connection.bind(new SimpleBindRequest(dn, password));
      return true;
    } catch (LDAPException e) {
      if (REFUSED.contains(e.getResultCode())) {
        return false;
      }
      throw e;
    }
  }

  private ExternalPerson person(SearchResultEntry entry) throws LDAPException {
    byte[] id = entry.getAttributeValueBytes(settings.idAttribute());
    if (id == null || id.length == 0 || id.length > MAX_ID_BYTES) {
      throw new LDAPException(
          ResultCode.NO_SUCH_ATTRIBUTE,
          "an entry has no " + settings.idAttribute() + " that tells it from all others");
    }
    return new ExternalPerson(
        "ldap:" + settings.base(),
        // some are text, some are not
        HexFormat.of().formatHex(id),
        text(entry, settings.mailAttribute()).strip().toLowerCase(Locale.ROOT),
        true,
        text(entry, settings.nameAttribute()),
        groups(entry.getAttribute(settings.groupsAttribute())));
  }

  private static String text(SearchResultEntry entry, String attribute) {
    String value = entry.getAttributeValue(attribute);
    return value == null ? "" : value;
  }

  /** By their whole names, and by the first parts of these: {@code cn=developers,…}, developers. */
  private static ImmutableSet<String> groups(@Nullable Attribute attribute) throws LDAPException {
    ImmutableSet.Builder<String> groups = ImmutableSet.builder();
    if (attribute != null) {
      for (String name : attribute.getValues()) {
        groups.add(name);
        if (DN.isValidDN(name)) {
          RDN first = new DN(name).getRDN();
          if (first != null) {
            groups.add(first.getAttributeValues()[0]);
          }
        }
      }
    }
    return groups.build();
  }
}
