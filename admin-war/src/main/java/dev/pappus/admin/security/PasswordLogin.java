package dev.pappus.admin.security;

import dev.pappus.account.Authenticator;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Knows members by address and password. The principal's name is the user's key, since an address
 * may change; what a member may do is decided by {@code account.AccessControl}, never by the
 * container's role, which only opens the door.
 */
@ApplicationScoped
public class PasswordLogin implements IdentityStore {
  /** The container's role of everybody who signed in, as {@code web.xml} has it. */
  static final String MEMBER = "member";

  @Inject Authenticator authenticator;
  @Inject HttpServletRequest request;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential given)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    Optional<Caller> caller =
        authenticator.byPassword(
            given.getCaller(), given.getPasswordAsString(), request.getRemoteAddr());
    return caller
        .map(Caller::actorId)
        .map(UUID::toString)
        .map(name -> new CredentialValidationResult(name, Set.of(MEMBER)))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
