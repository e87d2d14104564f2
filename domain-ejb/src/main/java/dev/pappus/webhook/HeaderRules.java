package dev.pappus.webhook;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.webhook.WebhookWishes.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a webhook may add to its calls. */
final class HeaderRules {
  private static final int MAX_HEADERS = 20;
  private static final int MAX_NAME_LENGTH = 100;

  /** Room for a signed token. */
  private static final int MAX_VALUE_LENGTH = 4000;

  /** Names and values together: sealed, they must fit into their column. */
  private static final int MAX_TOTAL_LENGTH = 5000;

  /** RFC 9110 §5.6.2: token. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * RFC 9110 §5.5, without obs-text: what is not ASCII would arrive differently at each receiver.
   */
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /**
   * Ours to set, of the connection alone (RFC 9110 §7.6.1, RFC 9113 §8.2.2), or of how the body is
   * written and the answer read.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private static final List<String> RESERVED_BEGINNINGS =
      List.of("proxy-", "webhook-", "pappus-", "sec-");

  private HeaderRules() {}

  /**
   * The headers as they will be.
   *
   * @param wished all of them
   * @param before those that are; a wish without a value keeps theirs
   */
  static List<CustomHeader> check(List<Header> wished, List<CustomHeader> before) {
    if (wished.size() > MAX_HEADERS) {
      throw new InvalidFieldException("headers", "at most " + MAX_HEADERS + " headers");
    }
    List<CustomHeader> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int total = 0;
    for (int i = 0; i < wished.size(); i++) {
      CustomHeader header = check(wished.get(i), before, "headers/" + i);
      if (!names.add(folded(header.name()))) {
        throw new InvalidFieldException("headers/" + i + "/name", "each name once");
      }
      total += header.name().length() + header.value().length();
      checked.add(header);
    }
    if (total > MAX_TOTAL_LENGTH) {
      throw new InvalidFieldException(
          "headers", "names and values together at most " + MAX_TOTAL_LENGTH + " characters");
    }
    return checked;
  }

  private static CustomHeader check(Header wish, List<CustomHeader> before, String field) {
    String name = Objects.requireNonNullElse(wish.name(), "").strip();
    if (!TOKEN.matcher(name).matches() || name.length() > MAX_NAME_LENGTH) {
      throw new InvalidFieldException(
          field + "/name",
          "letters, digits and hyphens, at most " + MAX_NAME_LENGTH + " characters");
    }
    if (isReserved(folded(name))) {
      throw new InvalidFieldException(field + "/name", name + " is not yours to set");
    }
    boolean secret = Objects.requireNonNullElse(wish.secret(), true);
    String value = wish.value();
    if (value == null || value.equals(CustomHeader.MASK)) {
      value = kept(name, secret, before, field);
    }
    value = value.strip();
    if (!VALUE.matcher(value).matches() || value.length() > MAX_VALUE_LENGTH) {
      throw new InvalidFieldException(
          field + "/value", "visible ASCII, at most " + MAX_VALUE_LENGTH + " characters");
    }
    return new CustomHeader(name, value, secret);
  }

  /** A secret value does not become visible by being declared none. */
  private static String kept(String name, boolean secret, List<CustomHeader> before, String field) {
    Optional<CustomHeader> old =
        before.stream().filter(header -> folded(header.name()).equals(folded(name))).findFirst();
    return old.filter(header -> secret || !header.secret())
        .map(CustomHeader::value)
        .orElseThrow(() -> new InvalidFieldException(field + "/value", "must be given"));
  }

  private static boolean isReserved(String name) {
    return RESERVED.contains(name) || RESERVED_BEGINNINGS.stream().anyMatch(name::startsWith);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
