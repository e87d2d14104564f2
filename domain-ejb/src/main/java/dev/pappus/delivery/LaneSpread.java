package dev.pappus.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/**
 * Spreads lanes over nodes by rendezvous hashing (Thaler and Ravishankar, "Using name-based
 * mappings to increase hit rates", 1998): each lane belongs to the node that scores highest with
 * it, so that a node that comes or goes moves its own share alone, and all nodes agree without a
 * word.
 */
public final class LaneSpread {

  private LaneSpread() {}

  /**
   * The node a lane belongs to.
   *
   * @param nodes at least one
   */
  public static UUID ownerOf(UUID webhookId, Collection<UUID> nodes) {
    if (nodes.size() == 1) {
      return nodes.iterator().next();
    }
    return nodes.stream()
        .max(
            Comparator.comparingLong((UUID node) -> score(node, webhookId))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow(() -> new IllegalArgumentException("No node"));
  }

  /** Any good mix would do; this one (MD5, RFC 4122 §4.3) is in every JDK. */
  private static long score(UUID node, UUID webhookId) {
    byte[] both = (node + " " + webhookId).getBytes(StandardCharsets.US_ASCII);
    UUID mixed = UUID.nameUUIDFromBytes(both);
    // the last 8 bytes without the two bits that every such key has in common
    return ByteBuffer.allocate(8).putLong(mixed.getLeastSignificantBits() << 2).getLong(0);
  }
}
