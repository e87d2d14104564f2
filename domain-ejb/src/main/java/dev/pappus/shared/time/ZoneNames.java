package dev.pappus.shared.time;

import dev.pappus.shared.problem.InvalidFieldException;
import java.time.ZoneId;

/** Time zones by the names of the IANA list. */
public final class ZoneNames {

  private ZoneNames() {}

  /**
   * @throws InvalidFieldException {@code field-invalid} if there is no such zone
   */
  public static ZoneId read(String field, String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new InvalidFieldException(field, "a time zone such as Asia/Shanghai or UTC");
    }
    return ZoneId.of(name);
  }
}
