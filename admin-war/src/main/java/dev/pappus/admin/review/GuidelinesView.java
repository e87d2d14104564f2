package dev.pappus.admin.review;

import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.review.GuidelinesDesk;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The app guidelines, and their acceptance by the team. */
@Named
@RequestScoped
public class GuidelinesView {
  private static final String PATH = "/review/guidelines.xhtml";

  @Inject CurrentMember member;
  @Inject GuidelinesDesk desk;
  @Inject Language language;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private GuidelinesDesk.@Nullable Standing standing;

  public GuidelinesDesk.Standing getStanding() {
    GuidelinesDesk.Standing known = standing;
    if (known == null) {
      known = desk.standing(member.caller());
      standing = known;
    }
    return known;
  }

  /** Whether the team still has to accept them before it uploads. */
  public boolean isAsked() {
    return getStanding().required() && getStanding().acceptance() == null;
  }

  public List<String> getParagraphs() {
    return List.of(getStanding().guidelines().text(language.getLocale()).split("\\n\\s*\\n"));
  }

  /** Accepts the version that the pressed form names. */
  public void accept() throws IOException {
    try {
      desk.accept(member.caller(), version());
      notices.good(words.of("guidelines.done"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }

  private int version() {
    String text = String.valueOf(request.getParameter("version"));
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
