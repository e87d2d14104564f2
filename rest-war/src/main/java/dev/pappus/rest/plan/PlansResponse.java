package dev.pappus.rest.plan;

import dev.pappus.plan.Plan;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanLimit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The plans that there are, the smallest first. */
@Schema(name = "Plans")
public record PlansResponse(List<Item> items) {

  /** One plan; a limit is null where there is none, that of downloads where the settings say it. */
  @Schema(name = "PlanOffer")
  public record Item(
      @Schema(examples = "PROFESSIONAL") String name,
      @Schema(nullable = true, examples = "3") @Nullable Long apps,
      @Schema(nullable = true, examples = "10") @Nullable Long buildsPerApp,
      @Schema(nullable = true, examples = "1073741824") @Nullable Long storageBytes,
      @Schema(nullable = true, examples = "500") @Nullable Long downloadsPerDay,
      @Schema(nullable = true, examples = "3") @Nullable Long webhooksPerApp,
      @Schema(nullable = true, examples = "5") @Nullable Long members,
      @Schema(description = "`testflight`, `custom-page`, `sso`", examples = "[\"sso\"]")
          List<String> features) {

    static Item of(Plan plan) {
      return new Item(
          plan.name(),
          plan.limit(PlanLimit.APPS),
          plan.limit(PlanLimit.BUILDS_PER_APP),
          plan.limit(PlanLimit.STORAGE_BYTES),
          plan.limit(PlanLimit.DOWNLOADS_PER_DAY),
          plan.limit(PlanLimit.WEBHOOKS_PER_APP),
          plan.limit(PlanLimit.MEMBERS),
          plan.features().stream().map(PlanFeature::wireName).sorted().toList());
    }
  }

  static PlansResponse of(List<Plan> plans) {
    return new PlansResponse(plans.stream().map(Item::of).toList());
  }
}
