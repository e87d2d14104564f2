package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinAnswer;
import dev.pappus.inspector.BinReceiver;
import dev.pappus.inspector.BinThrottle;
import dev.pappus.inspector.InspectorSettings;
import dev.pappus.inspector.RequestBin;
import dev.pappus.inspector.RequestBinRepository;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.webhook.endpoint.OwnBins;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The public URL of request bins, {@code /bin/<token>} with anything behind it, for any method. A
 * servlet, since JAX-RS takes known methods only. Whoever knows the token may send; what is sent is
 * never shown here, and no answer is one that a browser would run.
 *
 * <p>A delayed answer holds a connection, and no thread.
 */
@WebServlet(urlPatterns = OwnBins.PATH + "*", asyncSupported = true)
public class BinServlet extends HttpServlet {
  /** RFC 6585 §4. */
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject RequestBinRepository bins;
  @Inject BinReceiver receiver;
  @Inject BinThrottle throttle;
  @Inject InspectorSettings settings;
  @Inject ClientAddress clientAddress;

  @Resource ManagedThreadFactory threads;

  private final DelayedAnswers delayed = new DelayedAnswers();

  @Override
  public void init() {
    delayed.start(threads);
  }

  @Override
  public void destroy() {
    delayed.stop();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    BinPath path = BinPath.of(request.getRequestURI(), request.getQueryString());
    Optional<RequestBin> bin = bins.findByToken(path.token());
    if (bin.isEmpty()) {
      say(response, HttpServletResponse.SC_NOT_FOUND, "There is no such request bin.\n");
      return;
    }
    boolean waits = !bin.get().delay().isZero();
    if (!throttle.admit(bin.get().id()) || (waits && !delayed.reserve())) {
      response.setHeader("Retry-After", "1");
      say(response, TOO_MANY_REQUESTS, "Too many requests for this bin.\n");
      return;
    }
    Optional<BinAnswer> answer = Optional.empty();
    try {
      answer = receive(bin.get(), path, request, response);
    } finally {
      if (waits && answer.filter(kept -> !kept.delay().isZero()).isEmpty()) {
        delayed.release();
      }
    }
    if (answer.isEmpty()) {
      say(response, HttpServletResponse.SC_NOT_FOUND, "There is no such request bin.\n");
    } else {
      answer(answer.get(), waits, request, response);
    }
  }

  private Optional<BinAnswer> receive(
      RequestBin bin, BinPath path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ReadBody body = ReadBody.of(request.getInputStream(), settings.maxBodyBytes());
    if (!body.ended()) {
      // what is left is not worth reading
      response.setHeader("Connection", "close");
    }
    return receiver.receive(bin.id(), Arrival.of(request, path, clientAddress.of(request), body));
  }

  private void answer(
      BinAnswer answer, boolean reserved, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Duration delay = answer.delay();
    if (!reserved || delay.isZero()) {
      // the delay may have been set meanwhile, without a place to wait in
      BinAnswers.write(answer, response);
      return;
    }
    AsyncContext context = request.startAsync();
    // the answer comes long before; a server's own time-out would turn it into an error
    context.setTimeout(0);
    delayed.schedule(context, answer);
  }

  private static void say(HttpServletResponse response, int status, String text)
      throws IOException {
    BinAnswers.write(new BinAnswer(status, Duration.ZERO, "text/plain", text), response);
  }
}
