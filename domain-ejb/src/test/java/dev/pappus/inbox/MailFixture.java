package dev.pappus.inbox;

import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailSettings;
import dev.pappus.shared.inject.Injection;

/** Mail for tests of features that tell teams something. */
public final class MailFixture {

  private MailFixture() {}

  /** As where no mail server is set. */
  public static NoticeMail withoutServer() {
    return Injection.wire(new NoticeMail(), Injection.wire(new MailOutbox(), new MailSettings()));
  }
}
