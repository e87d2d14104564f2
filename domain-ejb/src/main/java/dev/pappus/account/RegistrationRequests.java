package dev.pappus.account;

import dev.pappus.mail.MailAddress;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;

/**
 * Takes the wish for an account, the same for every address: whether there is one already is found
 * out when the answer has left.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RegistrationRequests {
  private static final int FREE_REQUESTS = 10;

  @Resource ManagedExecutorService executor;
  @Inject Registrar registrar;
  @Inject PasswordRules rules;
  @Inject AttemptThrottle throttle;
  @Inject AccountSettings settings;

  /**
   * @throws RegistrationClosedException {@code registration-closed}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws TooManyAttemptsException {@code too-many-attempts} if many came from that network
   */
  public void ask(
      String email, String name, String password, Locale language, String remoteAddress) {
    settings.requireOpenRegistration();
    // before the password is measured, which costs more than all the rest
    Duration wait =
        throttle.admit("registrations/" + ClientNetwork.of(remoteAddress), FREE_REQUESTS);
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
    String address = MailAddress.read("email", email).toLowerCase(Locale.ROOT);
    TextRules.required("email", address, User.MAX_EMAIL);
    String checkedName = TextRules.required("name", name, User.MAX_NAME);
    rules.check("password", password, address);
    RegistrationDraft draft = new RegistrationDraft(address, checkedName, password, language);
    executor.execute(() -> registrar.send(draft));
  }
}
