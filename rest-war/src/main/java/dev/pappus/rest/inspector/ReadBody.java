package dev.pappus.rest.inspector;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body as far as it is kept.
 *
 * @param kept the bytes
 * @param cut whether there were more
 * @param ended whether it was read to its end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never kept
record ReadBody(byte[] kept, boolean cut, boolean ended) {
  /**
   * How much of the rest is read and dropped: a client that is still sending would not see the
   * answer if we closed on it.
   */
  private static final int MAX_DROPPED = 1024 * 1024;

  static ReadBody of(InputStream body, int limit) throws IOException {
    byte[] kept = body.readNBytes(limit);
    if (kept.length < limit) {
      return new ReadBody(kept, false, true);
    }
    byte[] dropped = new byte[8192];
    int total = 0;
    int count = body.read(dropped);
    while (count > 0 && total < MAX_DROPPED) {
      total += count;
      count = body.read(dropped);
    }
    return new ReadBody(kept, total > 0, count <= 0);
  }
}
