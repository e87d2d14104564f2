package dev.pappus.worker;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that gives no more than so many bytes for one request, whatever they are. The
 * client's own limits know headers and bodies; nothing else stops interim answers, or the PING and
 * SETTINGS frames of HTTP/2, which it reads in one go as long as they come (so that the other
 * connections of the thread starve) and acknowledges into a queue without end (CVE-2019-9512 and
 * 9515 are the same thing on servers).
 */
final class MeteredSession implements IOSession {
  private final IOSession session;
  private final long most;
  private static final long NOT_YET = -1;

  private final AtomicLong received = new AtomicLong();
  private volatile long receivedBefore = NOT_YET;
  private volatile @Nullable HttpConnection protocol;

  /** Whose request it carries, or carried last; under the lock of this. */
  private @Nullable Object serving;

  MeteredSession(IOSession session, long most) {
    this.session = session;
    this.most = most;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int read = session.read(target);
    if (read > 0 && received.addAndGet(read) > most) {
      throw new MessageConstraintException("More than " + most + " bytes for one request");
    }
    return read;
  }

  /** Closes the connection if more has come over it than {@link #read} gave. */
  void check() {
    HttpConnection connection = protocol;
    EndpointDetails details = connection == null ? null : connection.getEndpointDetails();
    if (details == null) {
      return;
    }
    long bytes = details.getReceivedBytesCount();
    long before = receivedBefore;
    if (before == NOT_YET) {
      receivedBefore = bytes;
    } else if (bytes - before > most) {
      synchronized (this) {
        if (serving instanceof CallContext call) {
          call.flooded();
        }
      }
      session.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    if (command instanceof RequestExecutionCommand request) {
      received.set(0);
      receivedBefore = NOT_YET;
      serve(request.getContext());
    }
    session.enqueue(command, priority);
  }

  private void serve(Object context) {
    synchronized (this) {
      serving = context;
    }
    if (context instanceof CallContext call) {
      call.on(() -> abandon(call));
    }
  }

  private synchronized void abandon(CallContext call) {
    // it may have been given to another call meanwhile
    if (serving == call) {
      session.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return session.write(source);
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public void close(CloseMode mode) {
    session.close(mode);
  }

  @Override
  public IOEventHandler getHandler() {
    return session.getHandler();
  }

  @Override
  public void upgrade(IOEventHandler handler) {
    if (handler instanceof HttpConnection connection) {
      protocol = connection;
    }
    session.upgrade(handler);
  }

  @Override
  public Lock getLock() {
    return session.getLock();
  }

  @Override
  public boolean hasCommands() {
    return session.hasCommands();
  }

  @Override
  public Command poll() {
    return session.poll();
  }

  @Override
  public ByteChannel channel() {
    return session.channel();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return session.getRemoteAddress();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return session.getLocalAddress();
  }

  @Override
  public int getEventMask() {
    return session.getEventMask();
  }

  @Override
  public void setEventMask(int mask) {
    session.setEventMask(mask);
  }

  @Override
  public void setEvent(int event) {
    session.setEvent(event);
  }

  @Override
  public void clearEvent(int event) {
    session.clearEvent(event);
  }

  @Override
  public Status getStatus() {
    return session.getStatus();
  }

  @Override
  public Timeout getSocketTimeout() {
    return session.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    session.setSocketTimeout(timeout);
  }

  @Override
  public long getLastReadTime() {
    return session.getLastReadTime();
  }

  @Override
  public long getLastWriteTime() {
    return session.getLastWriteTime();
  }

  @Override
  public long getLastEventTime() {
    return session.getLastEventTime();
  }

  @Override
  public void updateReadTime() {
    session.updateReadTime();
  }

  @Override
  public void updateWriteTime() {
    session.updateWriteTime();
  }
}
