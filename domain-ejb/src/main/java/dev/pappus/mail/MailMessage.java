package dev.pappus.mail;

/**
 * A message for one person.
 *
 * @param recipient an address that {@link MailAddress} has read
 * @param subject one line
 * @param body plain text
 */
public record MailMessage(String recipient, String subject, String body) {}
