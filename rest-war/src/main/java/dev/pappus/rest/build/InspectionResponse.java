package dev.pappus.rest.build;

import dev.pappus.app.App;
import dev.pappus.build.BuildFacts;
import dev.pappus.build.InspectedPackage;
import dev.pappus.format.IconImage;
import dev.pappus.format.PackageFacts;
import dev.pappus.rest.app.AppMembers;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a package would become, were it uploaded. */
@Schema(name = "Inspection")
public record InspectionResponse(
    @Schema(examples = "apk") String format,
    @Schema(enumeration = {"ios", "android", "harmonyos", "file"}) String platform,
    @Schema(
            nullable = true,
            description =
                "As `name`, `version` and `versionCode` null only where `platform` is `file` and the"
                    + " file does not tell it",
            examples = "org.example.dandelion")
        @Nullable String bundleId,
    @Schema(nullable = true, examples = "Dandelion") @Nullable String name,
    @Schema(nullable = true, description = "The version people see", examples = "2.4")
        @Nullable String version,
    @Schema(nullable = true, description = "The package's own build number", examples = "139")
        @Nullable String versionCode,
    @Schema(
            nullable = true,
            description = "An API level on Android, a version on iOS",
            examples = "24")
        @Nullable String minimumOs,
    @Schema(description = "Whether a device can install it from an install page")
        boolean installable,
    @Schema(
            description = "What a person should see before the package is passed on",
            examples = "[\"debuggable\"]")
        List<String> warnings,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What else the package says of itself; all values are texts")
        JsonObject facts,
    @Schema(nullable = true, description = "A PNG, as a data URI") @Nullable String icon,
    @Schema(examples = "2238036") long sizeBytes,
    @Schema(
            description = "Of the package, 64 hex digits",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,
    @Schema(
            nullable = true,
            description = "The app that it would become a build of; null if of a new one")
        @Nullable AppMembers existingApp) {

  static InspectionResponse of(InspectedPackage inspected, Instant now) {
    PackageFacts facts = inspected.facts();
    JsonObject told = BuildFacts.json(facts);
    App app = inspected.existingApp();
    return new InspectionResponse(
        facts.format(),
        facts.platform().wireName(),
        facts.bundleId(),
        facts.name(),
        facts.displayVersion(),
        facts.versionCode(),
        facts.minimumOs(),
        inspected.installable(),
        List.copyOf(BuildFacts.of(told.toString()).warnings(now)),
        told,
        dataUri(facts.icon()),
        inspected.sizeBytes(),
        inspected.sha256(),
        app == null ? null : AppMembers.of(app));
  }

  private static @Nullable String dataUri(@Nullable IconImage icon) {
    return icon == null
        ? null
        : "data:image/png;base64," + Base64.getEncoder().encodeToString(icon.png());
  }
}
