package dev.pappus.rest.delivery;

import dev.pappus.delivery.EndpointChange;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that happened to a webhook's endpoint. */
@Schema(name = "EndpointChange")
public record EndpointChangeResponse(
    Instant at,
    EndpointChange.Kind kind,
    @Schema(description = "Why, in plain words; may be empty") String detail) {

  static EndpointChangeResponse of(EndpointChange change) {
    return new EndpointChangeResponse(change.at(), change.kind(), change.detail());
  }
}
