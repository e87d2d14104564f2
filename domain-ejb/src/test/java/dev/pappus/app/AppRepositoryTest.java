package dev.pappus.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AppRepositoryTest {
  @Parameter TestDatabase.Kind kind;

  @Test
  void findsNothingUnderAPathThatIsNoSlug() {
    try (TestDatabase database = TestDatabase.open(kind)) {
      AppRepository apps = Injection.wire(new AppRepository(), database.em());

      assertThat(apps.findBySlug("\0")).isEmpty();
      assertThat(apps.findBySlug("no-such-app")).isEmpty();
    }
  }
}
