package dev.pappus.it;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An LDAP directory at the port that the settings name, with the two people of the tests. */
final class DirectoryServer {
  static final String PASSWORD = "a word of the directory";
  private static final String BASE = "dc=example,dc=com";

  private @Nullable InMemoryDirectoryServer running;

  void start() throws IOException {
    try {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.setSchema(null);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig(
              "plain",
              InetAddress.getLoopbackAddress(),
              URI.create(DeployedApplication.setting("PAPPUS_ACCOUNT_LDAP_URL")).getPort(),
              null));
      running = new InMemoryDirectoryServer(config);
      running.add("dn: " + BASE, "objectClass: domain", "dc: example");
      add("dora", "cn=it-developers," + BASE);
      add("nina", "cn=others," + BASE);
      running.startListening();
    } catch (LDAPException | LDIFException e) {
      throw new IOException("The directory does not start", e);
    }
  }

  private void add(String name, String group) throws LDAPException, LDIFException {
    if (running != null) {
      running.add(
          "dn: uid=" + name + "," + BASE,
          "objectClass: inetOrgPerson",
          "uid: " + name,
          "cn: " + name,
          "mail: " + name + "@example.com",
          "memberOf: " + group,
          "userPassword: " + PASSWORD);
    }
  }

  void stop() {
    if (running != null) {
      running.shutDown(true);
      running = null;
    }
  }
}
