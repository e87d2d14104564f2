package dev.pappus.webhook;

import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The webhooks of the app that has most. */
@ApplicationScoped
public class WebhookUsage implements PlanUsage {
  @Inject WebhookRepository webhooks;

  @Override
  public PlanLimit limit() {
    return PlanLimit.WEBHOOKS_PER_APP;
  }

  @Override
  public long used(UUID teamId) {
    return webhooks.mostOfAnApp(teamId);
  }
}
