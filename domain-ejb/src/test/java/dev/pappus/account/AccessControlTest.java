package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.audit.AuditOutcome;
import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import org.junit.jupiter.api.Test;

class AccessControlTest {
  private final RefusalsFixture refusals = new RefusalsFixture();
  private final AccessControl control = AccessFixture.control(refusals);

  private static Caller caller(Role role) {
    return AccessFixture.caller(PublicId.newKey(), role);
  }

  @Test
  void takesDownWhoWasRefusedWhat() {
    Caller reporter = caller(Role.REPORTER);

    assertThatThrownBy(() -> control.require(reporter, Permission.UPLOAD))
        .isInstanceOf(AccessDeniedException.class);

    assertThat(refusals.written())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
              assertThat(entry.teamId()).isEqualTo(reporter.teamId());
              assertThat(entry.actorName()).isEqualTo("ci");
              assertThat(entry.action()).isEqualTo("access.refused");
              assertThat(entry.subject()).isEqualTo("upload");
              assertThat(entry.after()).contains("AccessControlTest.");
            });
  }

  @Test
  void takesNothingDownOfWhoMay() {
    control.require(caller(Role.DEVELOPER), Permission.UPLOAD);

    assertThat(refusals.written()).isEmpty();
  }
}
