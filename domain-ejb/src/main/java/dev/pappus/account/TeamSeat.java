package dev.pappus.account;

import org.jspecify.annotations.Nullable;

/**
 * A team that somebody is let into.
 *
 * @param role what it is there; null for who is let in for single apps alone
 */
public record TeamSeat(Team team, @Nullable Role role) {}
