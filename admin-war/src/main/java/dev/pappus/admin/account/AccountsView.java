package dev.pappus.admin.account;

import dev.pappus.account.AccountDesk;
import dev.pappus.account.AccountNotFoundException;
import dev.pappus.account.User;
import dev.pappus.account.UserStatus;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All accounts of the installation, those that wait for approval among them. */
@Named
@RequestScoped
public class AccountsView {
  private static final String PATH = "/account/accounts.xhtml";

  @Inject CurrentMember member;
  @Inject AccountDesk desk;
  @Inject PageDoing doing;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;

  private @Nullable Page<User> page;

  /** Something that is refused with words of its own. */
  private interface Doing {
    User run(UUID id);
  }

  private Page<User> page() {
    Page<User> known = page;
    if (known == null) {
      known =
          desk.page(
              member.caller(), status(), PageRequest.of(null, request.getParameter("cursor")));
      page = known;
    }
    return known;
  }

  private @Nullable UserStatus status() {
    return Arrays.stream(UserStatus.values())
        .filter(one -> one.name().equals(request.getParameter("status")))
        .findFirst()
        .orElse(null);
  }

  public List<User> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    String next = page().next();
    return next == null ? null : "?status=" + getChosen() + "&cursor=" + next;
  }

  /** The status that the list is of; "" for every. */
  public String getChosen() {
    UserStatus status = status();
    return status == null ? "" : status.name();
  }

  public List<UserStatus> getStatuses() {
    return List.of(UserStatus.values());
  }

  public String publicId(UUID id) {
    return PublicId.format(IdKind.USER, id);
  }

  public boolean own(UUID id) {
    return id.equals(member.caller().actorId());
  }

  public void approve() throws IOException {
    attempt(id -> desk.approve(member.caller(), id, doing.field("reason")));
  }

  public void suspend() throws IOException {
    attempt(id -> desk.suspend(member.caller(), id, doing.field("reason")));
  }

  public void reactivate() throws IOException {
    attempt(id -> desk.reactivate(member.caller(), id, doing.field("reason")));
  }

  private void attempt(Doing change) throws IOException {
    try {
      User user = change.run(doing.id(IdKind.USER, "user", AccountNotFoundException::new));
      notices.good(words.of("accounts.now." + user.status(), user.email()));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    doing.go(PATH + "?status=" + getChosen());
  }
}
