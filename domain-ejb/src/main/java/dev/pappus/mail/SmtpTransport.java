package dev.pappus.mail;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/** A mail server, by SMTP: the server's Jakarta Mail with a session of our own settings. */
@ApplicationScoped
public class SmtpTransport implements MailTransport {
  private static final String CONNECT_MILLIS = "3000";
  private static final String READ_MILLIS = "10000";

  @Inject MailSettings settings;
  @Inject Clock clock;

  @Override
  public void send(UUID id, MailMessage message) {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage mime = mime(session, id, message);
      try (Transport transport = session.getTransport(protocol())) {
        transport.connect(
            settings.host().orElseThrow(),
            settings.port(),
            settings.user().orElse(null),
            settings.password().orElse(null));
        transport.sendMessage(mime, mime.getAllRecipients());
      }
    } catch (SendFailedException e) {
      Address[] refused = e.getInvalidAddresses();
      if (refused != null && refused.length > 0) {
        throw new MailRefusedException(why(e));
      }
      throw later(e);
    } catch (MessagingException e) {
      throw later(e);
    }
  }

  private static UnavailableException later(MessagingException cause) {
    UnavailableException unavailable = new UnavailableException(why(cause));
    unavailable.initCause(cause);
    return unavailable;
  }

  /** What the mail server said, or what kept us from it; the last of a chain says it best. */
  private static String why(MessagingException failure) {
    Throwable last = failure;
    while (last instanceof MessagingException messaging && messaging.getNextException() != null) {
      last = messaging.getNextException();
    }
    String text = last.getMessage();
    return text == null || text.isBlank() ? last.getClass().getSimpleName() : text.strip();
  }

  String protocol() {
    return settings.security() == MailSettings.Security.TLS ? "smtps" : "smtp";
  }

  /** Of the session; a test adds whom it trusts. */
  Properties properties() {
    String prefix = "mail." + protocol() + ".";
    Properties properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(prefix + "timeout", READ_MILLIS);
    properties.setProperty(prefix + "writetimeout", READ_MILLIS);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "auth", String.valueOf(settings.user().isPresent()));
    properties.setProperty(prefix + "localhost", domain());
    if (settings.security() == MailSettings.Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    return properties;
  }

  private MimeMessage mime(Session session, UUID id, MailMessage message)
      throws MessagingException {
    String messageId = "<" + PublicId.format(IdKind.MAIL, id) + "@" + domain() + ">";
    MimeMessage mime =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
          }
        };
    mime.setFrom(new InternetAddress(settings.from(), true));
    mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
    mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mime.setText(message.body(), StandardCharsets.UTF_8.name());
    mime.setSentDate(Date.from(clock.instant()));
    // RFC 3834 §5: nobody's holiday answer comes back
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.saveChanges();
    return mime;
  }

  private String domain() {
    return settings.from().substring(settings.from().lastIndexOf('@') + 1);
  }
}
