package dev.pappus.rest.account;

import dev.pappus.account.User;
import dev.pappus.account.UserStatus;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody's account. */
@Schema(name = "Account")
public record AccountResponse(
    @Schema(description = "The user's", examples = "usr_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "ada@example.com") String email,
    @Schema(examples = "Ada") String name,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"UNDER_REVIEW", "ACTIVE", "SUSPENDED"})
        UserStatus status,
    @Schema(description = "Whether it may act on the whole installation") boolean administrator,
    @Schema(description = "Whether the sign-in asks for a code besides the password")
        boolean secondFactor,
    @Schema(nullable = true, description = "Of the console; null for the browser's")
        @Nullable String language,
    @Schema(nullable = true, description = "Of times; null for the team's")
        @Nullable String timeZone,
    Instant createdAt) {

  static AccountResponse of(User user) {
    return new AccountResponse(
        PublicId.format(IdKind.USER, user.id()),
        user.email(),
        user.name(),
        user.status(),
        user.installationAdministrator(),
        user.secondFactor(),
        Optional.ofNullable(user.language()).map(Locale::toLanguageTag).orElse(null),
        Optional.ofNullable(user.timeZone()).map(ZoneId::getId).orElse(null),
        user.createdAt());
  }
}
