package dev.pappus.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.build.BuildFixture;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstallOfferFinderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void goesOnOfferingTheApprovedBuildWhileAnotherWaits(TestDatabase.Kind kind) {
    try (BuildFixture house = new BuildFixture(kind, directory)) {
      InstallOfferFinder finder = Injection.wire(new InstallOfferFinder(), house.beans);
      house.review.approval("all");
      UUID first = upload(house, 1);
      assertThat(offered(finder, null)).isEqualTo(first);

      house.queue.approve(house.caller, first, ReviewState.WAITING);
      UUID second = upload(house, 2);
      assertThat(offered(finder, null)).isEqualTo(first);
      assertThat(offered(finder, PublicId.format(IdKind.BUILD, second))).isEqualTo(second);

      house.queue.approve(house.caller, second, ReviewState.WAITING);
      assertThat(offered(finder, null)).isEqualTo(second);
    }
  }

  private static UUID upload(BuildFixture house, int versionCode) {
    return house
        .upload(ApkFixture.app("com.example.demo").name("Demo").versionCode(versionCode).bytes())
        .build()
        .id();
  }

  private static UUID offered(InstallOfferFinder finder, @Nullable String build) {
    return finder.find("demo", build).orElseThrow().build().id();
  }
}
