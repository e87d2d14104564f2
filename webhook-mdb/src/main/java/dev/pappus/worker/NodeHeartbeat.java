package dev.pappus.worker;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.EndpointWatch;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.LaneOwnership;
import dev.pappus.delivery.LaneOwnership.Holding;
import dev.pappus.shared.config.DataDirectory;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.network.OpenNetworks;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's sign of life, and its lanes. The pump's own thread beats, so that a pump that is
 * stuck gives its lanes up.
 *
 * <p>The node's key is new at every start; its data directory's is not. Whoever holds the lock on
 * the directory knows that every earlier node of it is dead, and takes over at once.
 */
@ApplicationScoped
public class NodeHeartbeat {
  private static final Logger LOG = System.getLogger(NodeHeartbeat.class.getName());

  @Inject LaneOwnership ownership;
  @Inject EndpointWatch endpoints;
  @Inject DataDirectory directory;
  @Inject DeliverySettings settings;
  @Inject EngineStatus status;
  @Inject OpenNetworks networks;

  LongSupplier nanoTime = System::nanoTime;
  private final UUID node = PublicId.newKey();
  private @Nullable FileChannel lockFile;
  private @Nullable NodeWatch watch;
  private UUID dataDirectoryId = node;

  UUID node() {
    return node;
  }

  /** Locks the data directory and learns its key. */
  void open() {
    status.node(node);
    dataDirectoryId = lockDirectory(directory.path().resolve("node.lock"));
    Duration deadAfter =
        EngineStatus.STALE_AFTER.plus(settings.attemptTimeout()).plus(Duration.ofSeconds(1));
    watch = new NodeWatch(node, dataDirectoryId, deadAfter);
  }

  private UUID lockDirectory(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        LOG.log(
            Level.WARNING,
            LogLine.of("delivery.data-directory-shared").with("file", file).toString());
        // a key of its own: only the dead-owner rule of time counts then
        return UUID.randomUUID();
      }
      lockFile = channel;
      return readOrWriteKey(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory cannot be locked: " + file, e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static UUID readOrWriteKey(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(36);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until the key is whole or the file ends
    }
    if (!bytes.hasRemaining()) {
      try {
        return UUID.fromString(new String(bytes.array(), StandardCharsets.US_ASCII));
      } catch (IllegalArgumentException notAKey) {
        LOG.log(Level.WARNING, "delivery.data-directory-key-unreadable");
      }
    }
    UUID made = UUID.randomUUID();
    channel.truncate(0);
    ByteBuffer text = ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.US_ASCII));
    channel.position(0);
    while (text.hasRemaining()) {
      channel.write(text);
    }
    channel.force(true);
    return made;
  }

  /**
   * Says that this node lives, and takes the lanes it may have. A node that cannot learn what is
   * open does not live.
   *
   * @return the lanes it owns now
   */
  List<LaneHold> beat(int lanes, int inFlight) {
    networks.refresh();
    Set<UUID> dead = Set.of();
    LaneOwnership.Nodes nodes = ownership.beat(node, dataDirectoryId, lanes, inFlight);
    NodeWatch watching = watch;
    if (watching != null) {
      dead = watching.dead(nodes, nanoTime.getAsLong());
    }
    if (!dead.isEmpty()) {
      LOG.log(Level.INFO, LogLine.of("delivery.node-dead").with("nodes", dead).toString());
    }
    Holding holding = ownership.take(node, dead, fresh(nodes, dead));
    status.counted(holding);
    holding.news().forEach(this::tell);
    return holding.lanes();
  }

  /** The nodes that do rounds. */
  private Set<UUID> fresh(LaneOwnership.Nodes nodes, Set<UUID> dead) {
    Set<UUID> fresh = new HashSet<>(Set.of(node));
    Instant oldest = nodes.now().minus(EngineStatus.STALE_AFTER);
    nodes.rows().stream()
        .filter(row -> row.heartbeatAt().isAfter(oldest) && !dead.contains(row.id()))
        .forEach(row -> fresh.add(row.id()));
    return fresh;
  }

  private void tell(UUID webhookId) {
    try {
      endpoints.tell(webhookId);
    } catch (EJBException | DomainException e) {
      // the news stay, and the next heartbeat tells them
      LOG.log(Level.WARNING, "delivery.news-not-told", e);
    }
  }

  /** Gives lanes back that another node is to have. */
  void giveBack(Collection<UUID> webhookIds) {
    ownership.release(node, webhookIds);
  }

  /** Gives the lanes back. */
  void release() {
    ownership.release(node);
  }

  /** Lets go of the data directory. */
  void close() {
    FileChannel channel = lockFile;
    lockFile = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, LogLine.of("delivery.unlock-failed").with("cause", e).toString());
      }
    }
  }
}
