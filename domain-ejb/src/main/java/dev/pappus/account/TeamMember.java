package dev.pappus.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody in a team, or let in for an app. Public, since JPA calls only public constructors.
 *
 * @param key of the membership or collaboration
 * @param since when it began
 */
public record TeamMember(
    UUID key, UUID userId, String email, String name, Role role, Instant since) {}
