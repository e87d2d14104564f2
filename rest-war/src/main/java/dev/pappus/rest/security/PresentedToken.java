package dev.pappus.rest.security;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API token that a request brings. This is the one place that knows where one may stand; a
 * dialect with a place of its own, such as the form field {@code _api_key}, reads that itself and
 * goes on to {@code account.Authenticator} as {@link BearerTokenFilter} does. Never in an address:
 * those are logged.
 */
public final class PresentedToken {
  private static final String AUTHORIZATION = "Authorization";
  private static final String API_KEY = "X-API-Key";
  private static final String TOKEN = "([A-Za-z0-9._~+/=-]+)";

  /** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
  private static final Pattern BEARER =
      Pattern.compile("bearer +" + TOKEN + " *", Pattern.CASE_INSENSITIVE);

  private static final Pattern KEY = Pattern.compile(" *" + TOKEN + " *");

  private PresentedToken() {}

  /** Whether a request brings one, be it well-formed or not. */
  static boolean isGiven(Function<String, @Nullable String> header) {
    return header.apply(AUTHORIZATION) != null || header.apply(API_KEY) != null;
  }

  /**
   * The token; {@code Authorization} counts before {@code X-API-Key}.
   *
   * @param header a header's value by its name, null where there is none
   */
  public static Optional<String> in(Function<String, @Nullable String> header) {
    String authorization = header.apply(AUTHORIZATION);
    return authorization == null ? find(KEY, header.apply(API_KEY)) : find(BEARER, authorization);
  }

  private static Optional<String> find(Pattern pattern, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
