package dev.pappus.rest.engine;

import dev.pappus.delivery.EngineState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How deliveries stand on all nodes. */
@Schema(name = "Engine")
public record EngineResponse(
    @Schema(description = "Whether nothing is sent") boolean paused,
    @Schema(description = "Paused, and nothing is under way any more") boolean drained,
    @Schema(nullable = true) @Nullable Instant changedAt,
    @Schema(nullable = true, description = "Who paused or resumed last") @Nullable String changedBy,
    @Schema(description = "Deliveries under way, as of the nodes' last heartbeats") int inFlight,
    @Schema(description = "Unfinished deliveries, counted up to 100000") int backlog,
    @Schema(description = "Endpoints that are spared after failures") int openCircuits,
    List<NodeResponse> nodes) {

  /** A running server. */
  @Schema(name = "Node")
  public record NodeResponse(
      String id,
      Instant startedAt,
      Instant heartbeatAt,
      @Schema(description = "Webhooks it sends for") int webhooks,
      int inFlight) {}

  static EngineResponse of(EngineState state) {
    return new EngineResponse(
        state.operator().paused(),
        state.drained(),
        state.operator().changedAt(),
        state.operator().changedBy(),
        state.inFlight(),
        state.backlog(),
        state.openCircuits(),
        state.nodes().stream()
            .map(
                node ->
                    new NodeResponse(
                        node.id().toString(),
                        node.startedAt(),
                        node.heartbeatAt(),
                        node.lanes(),
                        node.inFlight()))
            .toList());
  }
}
