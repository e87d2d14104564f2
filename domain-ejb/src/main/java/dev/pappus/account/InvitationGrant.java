package dev.pappus.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom an invitation lets in, and as what.
 *
 * @param email in lower case
 * @param appId the only app it is for; null for the whole team
 */
record InvitationGrant(String email, Role role, @Nullable UUID appId) {}
