package dev.pappus.admin.account;

import dev.pappus.account.AccountEditor;
import dev.pappus.account.AccountSession;
import dev.pappus.account.SessionDesk;
import dev.pappus.account.SessionKey;
import dev.pappus.account.SessionNotFoundException;
import dev.pappus.account.User;
import dev.pappus.admin.navigation.Language;
import dev.pappus.admin.navigation.LanguageCookie;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.ConsoleSession;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.Languages;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** One's own account: name, language, time zone, password, sessions. */
@Named
@RequestScoped
public class AccountView {
  private static final String PATH = "/account/account.xhtml";

  @Inject CurrentMember member;
  @Inject AccountEditor editor;
  @Inject ConsoleSession sessions;
  @Inject SessionDesk desk;
  @Inject PageDoing doing;
  @Inject Language shownLanguage;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private String name = "";
  private String language = "";
  private String timeZone = "";
  private String current = "";
  private String password = "";

  @PostConstruct
  void load() {
    User user = editor.get(member.caller());
    Locale chosen = user.language();
    ZoneId zone = user.timeZone();
    name = user.name();
    language = chosen == null ? "" : chosen.toLanguageTag();
    timeZone = zone == null ? "" : zone.getId();
  }

  public List<Locale> getLanguages() {
    return Languages.SPOKEN;
  }

  /** In the order of their names. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.equals("UTC") || zone.matches("[A-Z][A-Za-z]+/.*"))
        .filter(zone -> !zone.matches("(Etc|SystemV)/.*"))
        .sorted()
        .toList();
  }

  public void save() throws IOException {
    try {
      editor.describe(member.caller(), name, language, timeZone);
    } catch (InvalidFieldException invalid) {
      notices.bad(words.of("account.invalid"));
      return;
    }
    if (!language.isEmpty()) {
      LanguageCookie.set(
          request,
          (HttpServletResponse) faces.getExternalContext().getResponse(),
          Locale.forLanguageTag(language));
    }
    notices.good(words.of("settings.saved"));
    again();
  }

  public void changePassword() throws IOException {
    try {
      goOn(editor.changePassword(member.caller(), current, password, shownLanguage.getLocale()));
      notices.good(words.of("account.passwordChanged"));
    } catch (InvalidFieldException invalid) {
      notices.bad(words.of("fault.password"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    again();
  }

  public void signOutEverywhere() throws IOException {
    goOn(editor.signOutEverywhere(member.caller()));
    notices.good(words.of("account.signedOutEverywhere"));
    again();
  }

  /** One's sessions, this one too, newest first. */
  public List<AccountSession> getSessions() {
    return desk.list(member.caller());
  }

  public String sessionId(UUID id) {
    return PublicId.format(IdKind.SESSION, id);
  }

  public boolean own(UUID id) {
    return sessions.id(request).filter(id::equals).isPresent();
  }

  public void endSession() throws IOException {
    doing.run(
        PATH,
        () ->
            desk.end(
                member.caller(),
                doing.id(IdKind.SESSION, "session", SessionNotFoundException::new),
                doing.field("password")),
        "account.sessionEnded");
  }

  private void goOn(SessionKey session) {
    sessions.goOn(request, session);
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getLanguage() {
    return language;
  }

  public void setLanguage(String language) {
    this.language = Objects.requireNonNullElse(language, "");
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    this.timeZone = Objects.requireNonNullElse(timeZone, "");
  }

  public String getCurrent() {
    return current;
  }

  public void setCurrent(String current) {
    this.current = current;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
