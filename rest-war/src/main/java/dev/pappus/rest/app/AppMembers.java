package dev.pappus.rest.app;

import dev.pappus.app.App;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What names an app, wherever one is spoken of. */
@Schema(name = "AppReference")
public record AppMembers(
    @Schema(examples = "app_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Dandelion") String name,
    @Schema(enumeration = {"ios", "android", "harmonyos", "file"}) String platform,
    @Schema(examples = "org.example.dandelion") String bundleId,
    @Schema(description = "Path of the install page", examples = "dandelion") String slug) {

  public static AppMembers of(App app) {
    return new AppMembers(
        PublicId.format(IdKind.APP, app.id()),
        app.name(),
        app.platform().wireName(),
        app.bundleId(),
        app.slug());
  }
}
