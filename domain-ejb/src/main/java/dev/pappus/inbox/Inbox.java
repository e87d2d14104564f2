package dev.pappus.inbox;

import dev.pappus.account.AccessControl;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** A team's notices: the server tells, people read. */
@Stateless
public class Inbox {
  @Inject AccessControl access;
  @Inject NoticeRepository notices;
  @Inject NoticeMail mail;
  @Inject Clock clock;

  /** Tells a team something, in the transaction of what happened; by mail too, where that goes. */
  public void tell(Notice notice) {
    notices.add(notice);
    mail.send(notice);
  }

  /** The caller's team's notices, newest first. */
  public Page<Notice> page(Caller caller, PageRequest request) {
    access.require(caller, Permission.VIEW_WEBHOOKS);
    return notices.page(caller.teamId(), request);
  }

  /** How many nobody has read yet. */
  public long unread(Caller caller) {
    access.require(caller, Permission.VIEW_WEBHOOKS);
    return notices.unread(caller.teamId());
  }

  /**
   * Marks one as read.
   *
   * @throws NoticeNotFoundException {@code notice-not-found} if the team has no such notice
   */
  public Notice read(Caller caller, UUID id) {
    access.require(caller, Permission.VIEW_WEBHOOKS);
    Notice notice = notices.find(caller.teamId(), id).orElseThrow(NoticeNotFoundException::new);
    notice.read(clock.instant());
    return notice;
  }

  /** Marks all as read. */
  public void readAll(Caller caller) {
    access.require(caller, Permission.VIEW_WEBHOOKS);
    notices.readAll(caller.teamId(), clock.instant());
  }
}
