package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All accounts of the installation, for who may act on it: approving, suspending, reactivating. */
@Stateless
public class AccountDesk {
  private static final String HOME = "/";
  private static final int MAX_REASON = 500;

  @Inject AccessControl accessControl;
  @Inject UserRepository users;
  @Inject AccountMail mail;
  @Inject AuditTrail audit;

  /**
   * Accounts, newest first.
   *
   * @param status null for every
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<User> page(Caller caller, @Nullable UserStatus status, PageRequest request) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return users.page(status, request);
  }

  /**
   * The caller's own account, or the one that its token acts for.
   *
   * @throws AccessDeniedException {@code forbidden} to what is no person
   */
  public User own(Caller caller) {
    return users
        .findBehind(caller)
        .orElseThrow(
            () -> new AccessDeniedException("There is no account of " + caller.actorName() + "."));
  }

  /**
   * @throws AccessDeniedException {@code forbidden}
   * @throws AccountNotFoundException {@code account-not-found}
   */
  public User get(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return users.find(id).orElseThrow(AccountNotFoundException::new);
  }

  /**
   * Gives an account another state.
   *
   * @param status {@code ACTIVE}, which approves or reactivates, or {@code SUSPENDED}
   * @param reason for the audit; "" for none
   * @throws AccessDeniedException {@code forbidden}, also for one's own
   * @throws AccountNotFoundException {@code account-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public User change(Caller caller, UUID id, String status, String reason) {
    UserStatus before = get(caller, id).status();
    return switch (status) {
      case "ACTIVE" ->
          before == UserStatus.UNDER_REVIEW
              ? approve(caller, id, reason)
              : reactivate(caller, id, reason);
      case "SUSPENDED" -> suspend(caller, id, reason);
      default -> throw new InvalidFieldException("status", "one of ACTIVE, SUSPENDED");
    };
  }

  /**
   * Lets an account be used that was under review. One that is in use stays as it is.
   *
   * @param reason for the audit; "" for none
   * @throws AccessDeniedException {@code forbidden}, also for a suspended one, which is reactivated
   * @throws AccountNotFoundException {@code account-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public User approve(Caller caller, UUID id, String reason) {
    User user = locked(caller, id);
    if (user.status() == UserStatus.SUSPENDED) {
      throw new AccessDeniedException("A suspended account is not approved but reactivated.");
    }
    return change(
        caller, user, "account.approve", MailTemplate.ACCOUNT_APPROVED, User::activate, reason);
  }

  /**
   * Closes an account and ends its sessions; its tokens open nothing meanwhile.
   *
   * @param reason for the audit; "" for none
   * @throws AccessDeniedException {@code forbidden}, also for one's own
   * @throws AccountNotFoundException {@code account-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public User suspend(Caller caller, UUID id, String reason) {
    User user = locked(caller, id);
    if (users.findBehind(caller).filter(user::equals).isPresent()) {
      throw new AccessDeniedException("Nobody suspends the own account.");
    }
    return change(
        caller, user, "account.suspend", MailTemplate.ACCOUNT_SUSPENDED, User::suspend, reason);
  }

  /**
   * Opens a suspended account again. One that is in use stays as it is.
   *
   * @param reason for the audit; "" for none
   * @throws AccessDeniedException {@code forbidden}, also for one under review, which is approved
   * @throws AccountNotFoundException {@code account-not-found}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public User reactivate(Caller caller, UUID id, String reason) {
    User user = locked(caller, id);
    if (user.status() == UserStatus.UNDER_REVIEW) {
      throw new AccessDeniedException("An account under review is not reactivated but approved.");
    }
    return change(
        caller,
        user,
        "account.reactivate",
        MailTemplate.ACCOUNT_REACTIVATED,
        User::activate,
        reason);
  }

  private User locked(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return users.findLocked(id).orElseThrow(AccountNotFoundException::new);
  }

  private User change(
      Caller caller,
      User user,
      String action,
      MailTemplate template,
      Consumer<User> doing,
      String reason) {
    String given = TextRules.optional("reason", reason, MAX_REASON);
    UserStatus before = user.status();
    doing.accept(user);
    if (user.status() != before) {
      mail.send(user, Locale.ENGLISH, template, HOME);
      audit.record(
          caller.in(Refusals.INSTALLATION),
          action,
          PublicId.format(IdKind.USER, user.id()),
          JsonParts.object().add("status", before.name()).build(),
          JsonParts.object().add("status", user.status().name()).add("reason", given).build());
    }
    return user;
  }
}
