package dev.pappus.rest.build;

import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.rest.app.AppMembers;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.JsonText;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.url.PublicUrls;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A build. */
@Schema(name = "Build")
public record BuildResponse(
    @Schema(examples = "bld_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    AppMembers app,
    @Schema(examples = "default") String channel,
    @Schema(
            description = "Who may install from the channel",
            enumeration = {"public", "password", "invitation"})
        String access,
    @Schema(description = "The version people see", examples = "2.4") String version,
    @Schema(description = "The package's own build number", examples = "139") String versionCode,
    @Schema(description = "Counts the app's builds from 1", examples = "12") long number,
    @Schema(examples = "2238036") long sizeBytes,
    @Schema(
            description = "Of the package, 64 hex digits",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,
    @Schema(examples = "Fixed some minor bugs.") String notes,
    @Schema(examples = "https://apps.example.org/dandelion?build=bld_01kb0n6vd3e8s9t2w4x6y8z0ab")
        String installUrl,
    @Schema(description = "A PNG") String qrCodeUrl,
    Instant createdAt,
    @Schema(
            description = "What a person should see before the package is passed on",
            examples = "[\"debuggable\"]")
        List<String> warnings,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What else the package says of itself; all values are texts")
        JsonObject facts,
    @Schema(
            nullable = true,
            description =
                "A build of the app with the same bytes; this is a new build all the same")
        @Nullable String duplicateOf,
    ReviewMember review) {

  public static BuildResponse of(BuildInContext found, PublicUrls urls) {
    return of(found.build(), found.app(), found.channel(), urls);
  }

  static BuildResponse of(Build build, App app, Channel channel, PublicUrls urls) {
    String id = PublicId.format(IdKind.BUILD, build.id());
    JsonObject facts = JsonText.objectIn(build.facts());
    return new BuildResponse(
        id,
        AppMembers.of(app),
        channel.name(),
        channel.access().wireName(),
        build.version(),
        build.versionCode(),
        build.number(),
        build.sizeBytes(),
        build.sha256(),
        build.notes(),
        urls.installPage(app.slug(), id),
        urls.qrCode(app.slug(), id),
        build.createdAt(),
        PackageFacts.warningsIn(facts.getString(PackageFact.WARNINGS.key(), null)),
        facts,
        Ids.orNull(IdKind.BUILD, build.duplicateOf()),
        ReviewMember.of(build.review()));
  }
}
