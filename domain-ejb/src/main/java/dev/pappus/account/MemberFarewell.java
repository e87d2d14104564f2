package dev.pappus.account;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What ends with a membership: tokens and collaborations in the team. */
@ApplicationScoped
public class MemberFarewell {
  @Inject MembershipRepository memberships;
  @Inject TokenRevoker tokens;

  /**
   * @param caller in the team
   */
  void leave(Caller caller, Membership membership) {
    tokens.revokeOf(caller, membership.userId());
    memberships.collaborations(caller.teamId(), membership.userId()).forEach(memberships::remove);
    memberships.remove(membership);
  }
}
