package dev.pappus.rest.app;

import dev.pappus.app.AccessRule;
import dev.pappus.app.AppChange;
import dev.pappus.rest.json.Change;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of an app is to change; a member that is absent stays as it is. */
@Change
@Schema(name = "AppChange")
public record AppRequest(
    @Schema(examples = "Dandelion") @Size(min = 1, max = 255) @Nullable String name,
    @Schema(
            description =
                "Path of the install page: 3 to 40 of a-z, 0-9, - and _, none of the server's own",
            examples = "dandelion")
        @Nullable String slug,
    @Schema(
            description = "Who may install from the default channel",
            enumeration = {"public", "password", "invitation"})
        @Pattern(
            regexp = "public|password|invitation",
            message = "one of public, password, invitation")
        @Nullable String access,
    @Schema(description = "Of the default channel; with access=password") @Size(max = 100)
        @Nullable String password,
    @Valid @Nullable Page page) {

  /** How the install page is to look. */
  @Change
  @Schema(name = "InstallPageChange")
  public record Page(
      @Schema(description = "Of the button, #rrggbb; empty for the usual one", examples = "#7a4b9a")
          @Size(max = 7)
          @Nullable String color,
      @Schema(description = "Shown above the button") @Size(max = 1000) @Nullable String text,
      @Schema(description = "Whether the name Pappus is shown") @Nullable Boolean brand) {}

  AppChange toChange() {
    return new AppChange(
        name,
        slug,
        access == null ? null : AccessRule.ofWireName(access),
        password,
        page == null ? null : new AppChange.PageChange(page.color(), page.text(), page.brand()));
  }
}
