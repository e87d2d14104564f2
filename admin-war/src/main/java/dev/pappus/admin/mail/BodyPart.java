package dev.pappus.admin.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a message's text, or an address in it.
 *
 * @param text as it stands there
 * @param link whether it is an address that may be opened
 */
public record BodyPart(String text, boolean link) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

  /** The whole text in order; only http and https become links. */
  static List<BodyPart> of(String body) {
    List<BodyPart> parts = new ArrayList<>();
    Matcher matcher = LINK.matcher(body);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        parts.add(new BodyPart(body.substring(end, matcher.start()), false));
      }
      parts.add(new BodyPart(matcher.group(), true));
      end = matcher.end();
    }
    if (end < body.length()) {
      parts.add(new BodyPart(body.substring(end), false));
    }
    return parts;
  }
}
