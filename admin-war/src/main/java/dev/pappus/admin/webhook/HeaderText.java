package dev.pappus.admin.webhook;

import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.WebhookWishes;
import java.util.List;
import java.util.stream.Collectors;

/** Headers as lines, {@code Name: value}; secret values are masked and come back so. */
final class HeaderText {

  private HeaderText() {}

  static String of(List<CustomHeader> headers) {
    return headers.stream().map(CustomHeader::toString).collect(Collectors.joining("\n"));
  }

  /**
   * Reads lines. A header is as secret as it was; a new one is.
   *
   * @param before the headers that are
   */
  static List<WebhookWishes.Header> read(String text, List<CustomHeader> before) {
    return text.lines().filter(line -> !line.isBlank()).map(line -> header(line, before)).toList();
  }

  private static WebhookWishes.Header header(String line, List<CustomHeader> before) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon).strip();
    String value = colon < 0 ? "" : line.substring(colon + 1).strip();
    boolean secret =
        before.stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .findFirst()
            .map(CustomHeader::secret)
            .orElse(true);
    return new WebhookWishes.Header(name, value, secret);
  }
}
