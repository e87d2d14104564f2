/**
 * Real-name verification: a team says who it is, sealed at rest; an administrator of the
 * installation, or a {@link dev.pappus.account.verification.RealNameVerifier}, approves or rejects.
 */
@NullMarked
package dev.pappus.account.verification;

import org.jspecify.annotations.NullMarked;
