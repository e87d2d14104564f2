package dev.pappus.admin.security;

import jakarta.security.enterprise.credential.Credential;
import java.util.UUID;

/**
 * Proof that a password was right, made by {@link SignInView} alone: the container would answer a
 * wrong one by a redirect that loses both the message and the page that was wanted.
 */
record RecognisedMember(UUID userId) implements Credential {}
