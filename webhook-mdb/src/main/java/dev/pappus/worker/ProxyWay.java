package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.webhook.endpoint.EndpointProxy;
import dev.pappus.webhook.endpoint.EndpointSettings;
import java.net.InetAddress;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.auth.AuthExchange;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Calls through the proxy of the setting: https in a tunnel (CONNECT, RFC 9110 §9.3.6), http with
 * the whole URL in the request line (RFC 9112 §3.2.2). Who it is told at once, since a refusal and
 * a second try would cost a round trip each time. What is wrong with the proxy is never blamed on
 * an endpoint.
 */
final class ProxyWay {
  private static final String SETTING = " of the setting " + EndpointSettings.PROXY + " ";

  private final EndpointProxy proxy;

  ProxyWay(EndpointProxy proxy) {
    this.proxy = proxy;
  }

  /** A call to the target by name. */
  CallContext to(HttpHost target, InetAddress address, Phases phases) {
    HttpHost host = new HttpHost("http", address, proxy.host(), proxy.port());
    boolean secure = target.getSchemeName().equals("https");
    CallContext context = new CallContext(new HttpRoute(target, null, host, secure), phases);
    String user = proxy.user();
    if (user != null) {
      BasicScheme basic = new BasicScheme();
      basic.initPreemptive(new UsernamePasswordCredentials(user, proxy.password().toCharArray()));
      AuthExchange exchange = new AuthExchange();
      exchange.select(basic);
      context.setAuthExchange(host, exchange);
    }
    return context;
  }

  /** The proxy itself answered, with a status of its own. */
  static void refused(HttpCall call, int status) {
    if (status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
      call.failed(
          AttemptOutcome.NOT_SENT, "The proxy" + SETTING + "wants another user or password.");
    } else {
      call.failed(
          AttemptOutcome.CONNECT,
          "The proxy did not connect to the endpoint: it answered "
              + status
              + ". Check the URL's host and port, and what the proxy allows.");
    }
  }

  /** No request left: the proxy could not be reached, or what is behind it. */
  static void failed(HttpCall call, Exception cause) {
    AttemptOutcome outcome = Failures.outcome(cause, false);
    if (outcome == AttemptOutcome.TLS) {
      call.failed(outcome, Failures.text(cause, false));
    } else {
      call.failed(AttemptOutcome.NOT_SENT, "The proxy" + SETTING + "cannot be reached: " + cause);
    }
  }
}
