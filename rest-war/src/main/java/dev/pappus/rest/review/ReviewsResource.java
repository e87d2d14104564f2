package dev.pappus.rest.review;

import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildInReview;
import dev.pappus.build.ReviewQueue;
import dev.pappus.rest.build.BuildAnswers;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.OptionalBody;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.review.ReviewState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queue of builds of all teams, for administrators of the installation. */
@Path("api/v1/admin/reviews")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class ReviewsResource {
  private static final DecisionRequest PLAIN = new DecisionRequest(null, null);

  @Inject CurrentCaller caller;
  @Inject ReviewQueue queue;
  @Inject OptionalBody body;
  @Inject BuildAnswers builds;

  @GET
  @Operation(
      operationId = "listReviews",
      summary = "Builds of all teams by the state of their review, newest first",
      description = "Of the approved ones those that an administrator decided upon.")
  public ListResponse<ReviewResponse> list(
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"approved", "waiting", "rejected"},
                      defaultValue = "waiting"))
          @QueryParam("state")
          @Nullable String state,
      @BeanParam PageParameters parameters) {
    ReviewState wanted =
        Ids.given(state)
            .map(text -> ReviewState.ofWireName("state", text))
            .orElse(ReviewState.WAITING);
    return ListResponse.of(queue.page(caller.get(), wanted, parameters.toRequest()), this::answer);
  }

  @POST
  @Path("{id}/approve")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "approveBuild", summary = "Open a build to its testers")
  @RequestBody(content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The build as it stands now",
      content = @Content(schema = @Schema(implementation = ReviewResponse.class)))
  @APIResponse(responseCode = "409", description = "`review-decided`")
  public ReviewResponse approve(@PathParam("id") String id, @Context HttpServletRequest request)
      throws IOException {
    DecisionRequest decision = body.read(request, DecisionRequest.class).orElse(PLAIN);
    return answer(queue.approve(caller.get(), Ids.build(id), decision.seen()));
  }

  @POST
  @Path("{id}/reject")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "rejectBuild", summary = "Close a build to its testers, with a reason")
  @APIResponse(responseCode = "200", description = "The build as it stands now")
  @APIResponse(responseCode = "409", description = "`review-decided`")
  public ReviewResponse reject(
      @PathParam("id") String id, @NotNull @Valid DecisionRequest decision) {
    return answer(
        queue.reject(caller.get(), Ids.build(id), decision.seen(), decision.reasonOrNothing()));
  }

  private ReviewResponse answer(BuildInReview found) {
    return ReviewResponse.of(
        found, builds.of(new BuildInContext(found.build(), found.app(), found.channel())));
  }
}
