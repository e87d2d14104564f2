package dev.pappus.rest.plan;

import dev.pappus.account.plan.PlanOverview;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a team has and may have. */
@Schema(name = "Plan")
public record PlanResponse(
    @Schema(description = "Whether any of it holds on this installation") boolean enforced,
    @Schema(description = "The plan that holds", examples = "FREE") String plan,
    @Schema(
            description =
                "`FREE`: nothing was ever paid for; `PAID`; `GRACE`: the time is over, the plan"
                    + " still holds; `LAPSED`: fallen back to the free plan",
            enumeration = {"FREE", "PAID", "GRACE", "LAPSED"})
        String state,
    @Schema(nullable = true, description = "What was paid for last", examples = "PROFESSIONAL")
        @Nullable String paidPlan,
    @Schema(nullable = true, description = "The first moment that is not paid for")
        @Nullable Instant paidUntil,
    @Schema(nullable = true, description = "Until when the paid plan holds unpaid")
        @Nullable Instant graceUntil,
    @Schema(
            description = "Where the team's real name stands",
            enumeration = {"NONE", "SUBMITTED", "APPROVED", "REJECTED"})
        String verification,
    List<LimitResponse> limits,
    List<FeatureResponse> features,
    @Schema(description = "The last few, newest first; empty for those who do not manage the team")
        List<PaymentResponse> payments) {

  /** One limit. */
  @Schema(name = "PlanLimit")
  public record LimitResponse(
      @Schema(
              enumeration = {
                "apps",
                "builds-per-app",
                "storage-bytes",
                "downloads-per-day",
                "webhooks-per-app",
                "members"
              })
          String what,
      @Schema(
              nullable = true,
              description =
                  "How many there are; of limits for each app, those of the app that has most;"
                      + " null for downloads, which each build counts for itself")
          @Nullable Long used,
      @Schema(nullable = true, description = "How many there may be; null for no limit")
          @Nullable Long limit,
      @Schema(description = "Plans that allow more", examples = "[\"PROFESSIONAL\"]")
          List<String> unlockedBy) {}

  /** One feature. */
  @Schema(name = "PlanFeature")
  public record FeatureResponse(
      @Schema(enumeration = {"testflight", "custom-page", "sso"}) String what,
      boolean included,
      @Schema(description = "Plans that have it", examples = "[\"PROFESSIONAL\"]")
          List<String> unlockedBy) {}

  static PlanResponse of(PlanOverview overview) {
    return new PlanResponse(
        overview.enforced(),
        overview.standing().plan().name(),
        overview.standing().state().name(),
        overview.standing().paidPlan(),
        overview.standing().paidUntil(),
        overview.standing().graceUntil(),
        overview.verification().name(),
        overview.limits().stream()
            .map(
                limit ->
                    new LimitResponse(
                        limit.what().wireName(), limit.used(), limit.allowed(), limit.unlockedBy()))
            .toList(),
        overview.features().stream()
            .map(
                feature ->
                    new FeatureResponse(
                        feature.what().wireName(), feature.included(), feature.unlockedBy()))
            .toList(),
        overview.payments().stream().map(PaymentResponse::of).toList());
  }
}
