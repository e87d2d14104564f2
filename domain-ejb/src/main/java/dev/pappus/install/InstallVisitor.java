package dev.pappus.install;

import dev.pappus.shared.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What somebody at an install page can show for himself.
 *
 * @param caller who signed in or holds a token; null for a stranger
 * @param pass as {@link InstallAdmission#unlock} gave it; null if there is none
 * @param grant as {@link DownloadGranter} gave it; null if there is none
 */
public record InstallVisitor(
    @Nullable Caller caller, @Nullable String pass, @Nullable String grant) {}
