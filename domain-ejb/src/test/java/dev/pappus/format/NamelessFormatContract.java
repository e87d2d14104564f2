package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link PackageFormat} owes that reads neither names nor icons, and no archives. */
public abstract class NamelessFormatContract extends PackageFormatContract {

  @Override
  protected List<String> essentialEntries() {
    return List.of();
  }

  @Override
  protected boolean hasIcons() {
    return false;
  }

  /** What such a file is for: {@code macos}. */
  protected abstract String system();

  @Test
  void tellsTheSystemItIsFor() {
    assertThat(inspect(sample()).facts())
        .containsEntry("system", system())
        .containsEntry("signaturePresent", "false");
  }

  @Test
  void leavesNameAndVersionToTheUploader() {
    PackageFacts facts = inspect(sample());

    assertThat(facts.bundleId()).isNull();
    assertThat(facts.name()).isNull();
    assertThat(facts.displayVersion()).isNull();
  }
}
