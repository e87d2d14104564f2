package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.app.AppTransferred;
import dev.pappus.plan.PlanFixture;
import dev.pappus.plan.PlanLimitException;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads where plans hold. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class BuildPlanTest {
  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;

  private BuildFixture house;

  @BeforeEach
  void open() {
    house =
        new BuildFixture(
            kind,
            directory,
            database ->
                new PlanFixture(database, Clock.fixed(BuildFixture.NOW, ZoneOffset.UTC)).gate);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private BuildInContext upload(String app, String content) {
    return house.upload(
        content.getBytes(StandardCharsets.UTF_8),
        new BuildDetails("notes.txt", null, null, null, null, app, "1.0"));
  }

  private void refusesFor(String what, String app, String content) {
    assertThatThrownBy(() -> upload(app, content))
        .isInstanceOfSatisfying(
            PlanLimitException.class,
            refusal -> assertThat(refusal.facts()).containsEntry("what", what));
  }

  @Test
  void refusesOneMoreAppThanThePlanAllows() {
    house.database.execute("update plan set apps = 1 where name = 'FREE'");
    upload("First", "one");

    refusesFor("apps", "Second", "two");

    upload("First", "three");
    assertThat(house.database.count("app")).isEqualTo(1);
    assertThat(house.database.count("stored_file where reference_count > 0")).isEqualTo(2);
  }

  @Test
  void refusesOneMoreBuildOfAnAppUntilOneGoes() {
    house.database.execute("update plan set builds_per_app = 2 where name = 'FREE'");
    BuildInContext first = upload("First", "one");
    upload("First", "two");

    refusesFor("builds-per-app", "First", "three");

    BuildUsage usage = Injection.wire(new BuildUsage(), house.builds);
    assertThat(usage.used(house.caller.teamId())).isEqualTo(2);
    assertThat(usage.used(UUID.randomUUID())).isZero();
    house.remover.remove(house.caller, first.build().id());
    upload("First", "three");
    assertThat(house.database.count("build where deleted_at is null")).isEqualTo(2);
  }

  @Test
  void refusesMoreBytesThanThePlanAllows() {
    house.database.execute("update plan set storage_bytes = 8 where name = 'FREE'");
    upload("First", "12345");

    refusesFor("storage-bytes", "Second", "6789");

    upload("Second", "678");
    assertThat(house.builds.storedBytes(house.caller.teamId())).isEqualTo(8);
    assertThat(house.builds.mostBuilds(house.caller.teamId())).isEqualTo(1);
  }

  @Test
  void refusesAnAppOfAnotherTeamThatBringsMoreBytesThanThePlanAllows() {
    StorageUsage usage = Injection.wire(new StorageUsage(), house.beans);
    BuildInContext brought = upload("First", "12345");
    AppTransferred transferred = new AppTransferred(brought.app().id(), house.caller.teamId());
    house.database.execute("update plan set storage_bytes = 4 where name = 'FREE'");

    assertThatThrownBy(() -> admit(usage, transferred)).isInstanceOf(PlanLimitException.class);

    house.database.execute("update plan set storage_bytes = 5 where name = 'FREE'");
    assertThatCode(() -> admit(usage, transferred)).doesNotThrowAnyException();
  }

  private void admit(StorageUsage usage, AppTransferred transferred) {
    house.database.transaction(() -> usage.admit(transferred));
  }

  @Test
  void keepsWhatASmallerPlanWouldNotAllow() {
    upload("First", "one");
    upload("Second", "two");
    house.database.execute("update plan set apps = 1, storage_bytes = 1 where name = 'FREE'");

    refusesFor("storage-bytes", "First", "three");

    assertThat(house.database.count("build where deleted_at is null")).isEqualTo(2);
  }
}
