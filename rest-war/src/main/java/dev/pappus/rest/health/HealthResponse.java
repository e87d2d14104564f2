package dev.pappus.rest.health;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether this node can work, and what was looked at. */
@Schema(name = "Health")
public record HealthResponse(Status status, List<Check> checks) {

  /** Whether something works. */
  public enum Status {
    UP,
    DOWN;

    static Status of(boolean up) {
      return up ? UP : DOWN;
    }
  }

  /** One thing that was looked at. */
  @Schema(name = "HealthCheck")
  public record Check(
      @Schema(enumeration = {"database", "engine", "storage"}) String name,
      Status status,
      @Schema(type = SchemaType.OBJECT, description = "Details, if any") JsonObject data) {}

  static HealthResponse of(List<Check> checks) {
    boolean up = checks.stream().allMatch(check -> check.status() == Status.UP);
    return new HealthResponse(Status.of(up), checks);
  }
}
