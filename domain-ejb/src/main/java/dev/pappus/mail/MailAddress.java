package dev.pappus.mail;

import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;

/**
 * An address of a mailbox, and nothing beside it: no name, no comment, no second one (RFC 5322
 * §3.4.1, read strictly by Jakarta Mail). A domain in other letters becomes its ASCII form (RFC
 * 5890); the part before the at sign is ASCII, since not every server takes others.
 */
public final class MailAddress {
  /** RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its brackets among them. */
  private static final int MAX_LENGTH = 254;

  private MailAddress() {}

  /**
   * Reads an address.
   *
   * @param field what to name in the refusal
   * @throws InvalidFieldException {@code field-invalid}
   */
  public static String read(String field, String text) {
    String address = text.strip();
    int at = address.lastIndexOf('@');
    if (at < 1 || !address.chars().allMatch(MailAddress::isPossible)) {
      throw invalid(field);
    }
    try {
      String ascii =
          address.substring(0, at + 1)
              + IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      InternetAddress read = new InternetAddress(ascii, true);
      read.validate();
      if (ascii.length() > MAX_LENGTH
          || !ascii.equals(read.getAddress())
          || read.getPersonal() != null
          || read.isGroup()
          || !ascii.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw invalid(field);
      }
      return ascii;
    } catch (AddressException | IllegalArgumentException e) {
      throw invalid(field);
    }
  }

  /** Neither a blank nor anything that would end a header. */
  private static boolean isPossible(int c) {
    return c > ' ' && !Character.isISOControl(c) && !Character.isWhitespace(c);
  }

  private static InvalidFieldException invalid(String field) {
    return new InvalidFieldException(field, "must be an e-mail address, such as ada@example.com");
  }
}
