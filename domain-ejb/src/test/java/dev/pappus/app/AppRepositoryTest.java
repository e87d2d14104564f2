package dev.pappus.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AppRepositoryTest {

  @ParameterizedTest
  @EnumSource
  void findsNothingByATextThatCannotBeStored(TestDatabase.Kind kind) {
    try (TestDatabase database = TestDatabase.open(kind)) {
      AppRepository apps = new AppRepository();
      apps.em = database.em();

      assertThat(apps.findBySlug("\0")).isEmpty();
      assertThat(apps.findByIngestKey("a\0b")).isEmpty();
    }
  }
}
