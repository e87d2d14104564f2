package dev.pappus.mail;

import java.util.UUID;

/** Hands messages to whoever carries them. */
public interface MailTransport {

  /**
   * Hands a message over; when it returns, somebody else answers for it.
   *
   * @param id names the message, the same at each attempt
   * @throws MailRefusedException {@code mail-refused} if it will never be taken
   * @throws dev.pappus.shared.problem.UnavailableException {@code unavailable} if it may be taken
   *     later
   */
  void send(UUID id, MailMessage message);
}
