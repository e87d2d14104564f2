package dev.pappus.account.plan;

import dev.pappus.account.Team;
import dev.pappus.plan.Standing;

/** A team of the installation, and where it stands. */
public record TeamStanding(Team team, Standing standing) {}
