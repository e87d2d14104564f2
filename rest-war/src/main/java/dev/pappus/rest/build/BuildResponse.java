package dev.pappus.rest.build;

import dev.pappus.build.Build;
import dev.pappus.build.BuildFacts;
import dev.pappus.build.BuildInContext;
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
    @Schema(
            nullable = true,
            description = "A PNG, under the access rule of the channel; null if there is no icon",
            examples =
                "https://apps.example.org/dandelion/icon.png?build=bld_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String iconUrl,
    @Schema(description = "Whether a device can install it from an install page")
        boolean installable,
    Instant createdAt,
    @Schema(
            description =
                "What a person should see before the package is passed on, as of the moment of the"
                    + " answer: a profile may have expired since the upload",
            examples = "[\"debuggable\"]")
        List<String> warnings,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What else the package says of itself; all values are texts")
        JsonObject facts,
    @Schema(description = "When the package was read last: at the upload, or since")
        Instant inspectedAt,
    @Schema(
            nullable = true,
            description =
                "Why the last inspection left all as it was: the code of a refusal of the package,"
                    + " `package-missing`, `package-damaged`, `unexpected`; or, with"
                    + " `identity-differs`, only bundle id and version; null if there is nothing"
                    + " to say",
            examples = "package-unreadable")
        @Nullable String inspectionProblem,
    @Schema(
            nullable = true,
            description =
                "A build of the app with the same bytes; this is a new build all the same")
        @Nullable String duplicateOf,
    ReviewMember review) {

  /**
   * @param icon whether it has one
   */
  static BuildResponse of(
      BuildInContext found, boolean icon, boolean installable, Instant now, PublicUrls urls) {
    Build build = found.build();
    String slug = found.app().slug();
    String id = PublicId.format(IdKind.BUILD, build.id());
    return new BuildResponse(
        id,
        AppMembers.of(found.app()),
        found.channel().name(),
        found.channel().access().wireName(),
        build.version(),
        build.versionCode(),
        build.number(),
        build.sizeBytes(),
        build.sha256(),
        build.notes(),
        urls.installPage(slug, id),
        urls.qrCode(slug, id),
        icon ? urls.icon(slug, id) : null,
        installable,
        build.createdAt(),
        List.copyOf(BuildFacts.of(build.facts()).warnings(now)),
        JsonText.objectIn(build.facts()),
        build.inspectedAt(),
        build.inspectionProblem(),
        Ids.orNull(IdKind.BUILD, build.duplicateOf()),
        ReviewMember.of(build.review()));
  }
}
