package dev.pappus.rest.app;

import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.app.PageLook;
import dev.pappus.build.Build;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.url.PublicUrls;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An app. */
@Schema(name = "App")
public record AppResponse(
    @Schema(examples = "app_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Dandelion") String name,
    @Schema(enumeration = {"ios", "android", "harmonyos", "file"}) String platform,
    @Schema(examples = "org.example.dandelion") String bundleId,
    @Schema(description = "Path of the install page", examples = "dandelion") String slug,
    @Schema(examples = "https://apps.example.org/dandelion") String installUrl,
    @Schema(description = "A PNG") String qrCodeUrl,
    @Schema(
            description = "Who may install from the default channel",
            enumeration = {"public", "password", "invitation"})
        String access,
    @Schema(description = "What an app in the field sends in X-Ingest-Key to report")
        String ingestKey,
    @Schema(description = "How the install page looks, where the team's plan has that") Page page,
    @Schema(nullable = true) @Nullable LatestBuild latestBuild,
    Instant createdAt) {

  /** How the install page looks. */
  @Schema(name = "InstallPage")
  public record Page(
      @Schema(
              description = "Of the button; null for the usual one",
              examples = "#7a4b9a",
              nullable = true)
          @Nullable String color,
      @Schema(description = "Shown above the button") String text,
      @Schema(description = "Whether the name Pappus is shown") boolean brand) {

    static Page of(PageLook look) {
      return new Page(look.color(), look.text(), look.brand());
    }
  }

  /** The newest build, in short. */
  public record LatestBuild(
      @Schema(examples = "bld_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
      @Schema(examples = "2.4") String version,
      @Schema(examples = "139") String versionCode,
      @Schema(examples = "12") long number,
      @Schema(examples = "2238036") long sizeBytes,
      Instant createdAt) {

    static LatestBuild of(Build build) {
      return new LatestBuild(
          PublicId.format(IdKind.BUILD, build.id()),
          build.version(),
          build.versionCode(),
          build.number(),
          build.sizeBytes(),
          build.createdAt());
    }
  }

  static AppResponse of(App app, Channel channel, @Nullable Build latest, PublicUrls urls) {
    AppMembers members = AppMembers.of(app);
    return new AppResponse(
        members.id(),
        members.name(),
        members.platform(),
        members.bundleId(),
        members.slug(),
        urls.installPage(app.slug()),
        urls.qrCode(app.slug()),
        channel.access().wireName(),
        app.ingestKey(),
        Page.of(app.look()),
        latest == null ? null : LatestBuild.of(latest),
        app.createdAt());
  }
}
