package dev.pappus.admin.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/**
 * Tells the container of a member whom {@link SignInView} has recognised. The principal's name is
 * the user's key, since an address may change; what a member may do is decided by {@code
 * account.AccessControl}, never by the container's role, which only opens the door.
 */
@ApplicationScoped
public class MemberStore implements IdentityStore {
  /** The container's role of everybody who signed in, as {@code web.xml} has it. */
  static final String MEMBER = "member";

  @Override
  public CredentialValidationResult validate(Credential credential) {
    return credential instanceof RecognisedMember recognised
        ? new CredentialValidationResult(recognised.userId().toString(), Set.of(MEMBER))
        : CredentialValidationResult.NOT_VALIDATED_RESULT;
  }
}
