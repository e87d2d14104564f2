package dev.pappus.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody wants to invite.
 *
 * @param role a name of one of {@link Role#OF_MEMBERS}, or of {@link Role#OF_COLLABORATORS} for an
 *     app
 * @param appId the only app it is for; null for the whole team
 */
public record InvitationDraft(
    @Nullable String email, @Nullable String role, @Nullable UUID appId) {}
