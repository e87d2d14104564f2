package dev.pappus.account;

import org.jspecify.annotations.Nullable;

/**
 * What a team is to be called, and how it is spoken to; null leaves a part as it is, or as usual.
 *
 * @param name at most 100 characters
 * @param language a tag of one that we speak
 * @param timeZone a name of the IANA list
 */
public record TeamDraft(
    @Nullable String name, @Nullable String language, @Nullable String timeZone) {}
