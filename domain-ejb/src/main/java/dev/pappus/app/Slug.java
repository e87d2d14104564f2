package dev.pappus.app;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The path of an app's install page: 3 to 40 of {@code a-z 0-9 - _}, and none of the first path
 * segments that are our own or the compatible APIs'.
 */
public final class Slug {
  private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{3,40}");
  private static final int MAX_MADE_LENGTH = 30;
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int RANDOM_LENGTH = 6;

  /** First path segments that no app may take; a test compares them with the routes. */
  static final Set<String> RESERVED =
      Set.of(
          "api",
          "apiv1",
          "apiv2",
          "app",
          "assets",
          "bin",
          "console",
          "favicon",
          "health",
          "image",
          "jakarta",
          "javax",
          "login",
          "logout",
          "metrics",
          "oauth2",
          "openapi",
          "receiver",
          "robots",
          "upload",
          "v0",
          "v1");

  private Slug() {}

  /**
   * @throws DomainException {@code slug-invalid} if it has another form or is reserved
   */
  public static String checked(String slug) {
    if (!isWellFormed(slug) || RESERVED.contains(slug)) {
      throw new DomainException(
          ProblemKind.INVALID,
          "slug-invalid",
          "Invalid slug",
          "A slug has 3 to 40 of a-z, 0-9, - and _, and is not one of the server's own paths.");
    }
    return slug;
  }

  /** Whether it could be an app's slug by its characters and length. */
  static boolean isWellFormed(String slug) {
    return FORM.matcher(slug).matches();
  }

  /** Letters and digits of a name; empty if that leaves too few, as with a Chinese name. */
  static String ofName(String name) {
    String ascii =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = ascii.length() > MAX_MADE_LENGTH ? ascii.substring(0, MAX_MADE_LENGTH) : ascii;
    return FORM.matcher(cut).matches() && !RESERVED.contains(cut) ? cut : "";
  }

  /** A short random tail without letters that look alike. */
  static String random(SecureRandom random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return out.toString();
  }
}
