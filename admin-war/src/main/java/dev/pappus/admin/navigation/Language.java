package dev.pappus.admin.navigation;

import dev.pappus.shared.text.Languages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The language of this request: the one chosen, else the browser's. */
@Named
@RequestScoped
public class Language {
  static final String NAME = "lang";
  static final String COOKIE = "pappus_lang";

  @Inject HttpServletRequest request;

  public Locale getLocale() {
    if (request.getAttribute(COOKIE) instanceof Locale chosen) {
      return chosen;
    }
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(COOKIE)) {
          return spoken(Locale.forLanguageTag(cookie.getValue()));
        }
      }
    }
    return Languages.best(Collections.list(request.getLocales()));
  }

  /** Its name in HTML. */
  public String getTag() {
    return getLocale().toLanguageTag();
  }

  /** The other language's name in HTML. */
  public String getOtherTag() {
    return other().toLanguageTag();
  }

  /** The other language, in its own words. */
  public String getOtherName() {
    return other().getDisplayLanguage(other());
  }

  /** This page in the other language. */
  public String getSwitchLink() {
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String rest =
        List.of(query.split("&", -1)).stream()
            .filter(part -> !part.isEmpty() && !part.startsWith(NAME + "="))
            .reduce("", (all, part) -> all + part + "&");
    return "?" + rest + NAME + "=" + getOtherTag();
  }

  private Locale other() {
    return getLocale().equals(Locale.ENGLISH) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  static Locale spoken(Locale wish) {
    return Languages.best(List.of(wish));
  }
}
