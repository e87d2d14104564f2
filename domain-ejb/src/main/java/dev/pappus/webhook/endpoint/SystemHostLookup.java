package dev.pappus.webhook.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Look-ups by the JDK: the hosts file and the name servers of the machine. */
@ApplicationScoped
public class SystemHostLookup implements HostLookup {
  /** What the C library says for EAI_AGAIN (RFC 3493 §6.1): no answer, or SERVFAIL. */
  private static final String TEMPORARY = "Temporary failure";

  @Override
  public Answer lookup(String host) {
    try {
      return new Found(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      String message = e.getMessage();
      return message != null && message.contains(TEMPORARY)
          ? new NoAnswer("the name servers gave no answer")
          : new NoSuchName();
    }
  }
}
