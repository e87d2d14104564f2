package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.inject.FixedInstance;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobFixture;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobNotFoundException;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class JobDeskTest {
  @Parameter TestDatabase.Kind kind;
  private AccountHouse house;
  private JobDesk desk;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    JobLedger ledger =
        Injection.wire(
            new JobLedger(),
            Injection.wire(new JobRepository(), house.database.em()),
            new FixedInstance<JobKind>(
                List.of(
                    new Kind("of-a-team", Permission.MANAGE_WEBHOOKS),
                    new Kind("of-all", Permission.MANAGE_INSTALLATION))),
            house.clock);
    desk =
        Injection.wire(
            new JobDesk(),
            ledger,
            Injection.wire(new AuditTrail(), house.database.em(), house.clock));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private record Kind(String name, Permission permission) implements JobKind {
    @Override
    public boolean cancellable() {
      return true;
    }

    @Override
    public JobStep step(Job job) {
      return JobStep.END;
    }
  }

  private Job begun(UUID team, String name) {
    Job job = JobFixture.begun(team, name, AccountHouse.NOW);
    house.add(job);
    return job;
  }

  private Job cancel(Caller caller, Job job) {
    return house.run(() -> desk.cancel(caller, job.id()));
  }

  @Test
  void whoEndsAJobIsInTheAuditOnce() {
    Job job = begun(house.team.id(), "of-a-team");

    assertThat(cancel(house.in(house.ann), job).status()).isEqualTo(JobStatus.CANCELLED);
    cancel(house.in(house.ann), job);

    assertThat(house.audited()).containsExactly("job.cancel");
  }

  @Test
  void anotherTeamsJobIsNotThere() {
    Job job = begun(house.otherTeam.id(), "of-a-team");

    assertThatThrownBy(() -> cancel(house.in(house.ann), job))
        .isInstanceOf(JobNotFoundException.class);
    assertThat(house.audited()).isEmpty();
  }

  /** Two administrators of the installation may be in two teams. */
  @Test
  void aJobOfTheInstallationIsThereForWhoManagesIt() {
    Job job = begun(house.otherTeam.id(), "of-all");

    assertThatThrownBy(() -> cancel(house.in(house.ann), job))
        .isInstanceOf(JobNotFoundException.class);
    house.database.execute("update account_user set installation_administrator = true");
    assertThat(cancel(house.in(house.ann), job).status()).isEqualTo(JobStatus.CANCELLED);
  }
}
