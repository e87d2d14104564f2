package dev.pappus.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;

/**
 * Puts a meter on every connection. Where TLS hands decrypted bytes on nobody calls {@code read},
 * so there the connection's own count is looked at before each turn of reading.
 */
final class ConnectionMeters implements IOSessionListener {
  private final long most;
  private final Map<String, MeteredSession> meters = new ConcurrentHashMap<>();

  /**
   * @param most bytes that may come for one request
   */
  ConnectionMeters(long most) {
    this.most = most;
  }

  /** A connection, or the TLS layer over it, which then counts instead. */
  IOSession metered(IOSession session) {
    MeteredSession metered = new MeteredSession(session, most);
    meters.put(session.getId(), metered);
    return metered;
  }

  @Override
  public void inputReady(IOSession session) {
    MeteredSession metered = meters.get(session.getId());
    if (metered != null) {
      metered.check();
    }
  }

  @Override
  public void disconnected(IOSession session) {
    meters.remove(session.getId());
  }

  @Override
  public void connected(IOSession session) {
    // nothing has come yet
  }

  @Override
  public void startTls(IOSession session) {
    // the TLS layer gets a meter of its own
  }

  @Override
  public void outputReady(IOSession session) {
    // only what comes is counted
  }

  @Override
  public void timeout(IOSession session) {
    // only what comes is counted
  }

  @Override
  public void exception(IOSession session, Exception cause) {
    // the call is told by the client
  }
}
