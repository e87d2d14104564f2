package dev.pappus.rest.build;

import dev.pappus.build.BuildDetails;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of an upload; in a form they may stand before or after the file. */
@Schema(name = "UploadForm")
public record UploadForm(
    @Schema(
            type = SchemaType.STRING,
            format = "binary",
            required = true,
            description = "The package, with its file name")
        @Nullable String file,
    @Schema(description = "Release notes, at most 20,000 characters") @Nullable String notes,
    @Schema(description = "Name of a channel, made if absent") @Nullable String channel,
    @Schema(
            description = "The channel's rule from now on",
            enumeration = {"public", "password", "invitation"})
        @Nullable String access,
    @Schema(description = "With access=password") @Nullable String password,
    @Schema(description = "Of a file that is no app for a device; needed unless the file tells it")
        @Nullable String name,
    @Schema(description = "Of a file that is no app for a device; needed unless the file tells it")
        @Nullable String version) {

  /** The field that is the package. */
  static final String FILE = "file";

  /** The fields that are texts. */
  static final Set<String> TEXTS =
      Set.of("notes", "channel", "access", "password", "name", "version");

  static BuildDetails details(String fileName, Map<String, String> texts) {
    return new BuildDetails(
        fileName,
        texts.get("notes"),
        given(texts.get("channel")),
        given(texts.get("access")),
        given(texts.get("password")),
        given(texts.get("name")),
        given(texts.get("version")));
  }

  /** An empty field of a form says nothing: browsers send every field. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
