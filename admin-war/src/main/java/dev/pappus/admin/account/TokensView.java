package dev.pappus.admin.account;

import dev.pappus.account.ApiToken;
import dev.pappus.account.IssuedToken;
import dev.pappus.account.OwnedToken;
import dev.pappus.account.TokenDesk;
import dev.pappus.account.TokenDraft;
import dev.pappus.account.TokenNotFoundException;
import dev.pappus.account.TokenScope;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens: those there are, a new one, an end to one. */
@Named
@RequestScoped
public class TokensView {
  private static final String PATH = "/account/tokens.xhtml";

  /** For ever. */
  private static final String LASTING = "lasting";

  private static final List<Integer> DAYS = List.of(30, 90, 365);

  @Inject CurrentMember member;
  @Inject TokenDesk desk;
  @Inject AppRepository apps;
  @Inject PageDoing doing;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject Clock clock;

  private @Nullable Page<Row> page;

  /**
   * A token.
   *
   * @param app name of the only app it opens, "" for the whole team
   * @param others whether it acts for somebody else than the member who looks
   */
  public record Row(
      String id, ApiToken token, String email, String app, boolean others, boolean expired) {}

  /** An app that a token may be for. */
  public record AppChoice(String id, String name) {}

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      Instant now = clock.instant();
      known =
          desk.page(member.caller(), PageRequest.of(null, request.getParameter("cursor")))
              .map(owned -> row(owned, now));
      page = known;
    }
    return known;
  }

  private Row row(OwnedToken owned, Instant now) {
    ApiToken token = owned.token();
    UUID appId = token.appId();
    Instant end = token.expiresAt();
    return new Row(
        PublicId.format(IdKind.TOKEN, token.id()),
        token,
        owned.email(),
        appId == null ? "" : apps.find(appId).map(App::name).orElse("–"),
        !token.userId().equals(member.caller().actorId()),
        end != null && !now.isBefore(end));
  }

  public List<Row> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  public List<TokenScope> getScopes() {
    return List.of(TokenScope.values());
  }

  public List<Integer> getDays() {
    return DAYS;
  }

  public int getUsualDays() {
    return (int) TokenDesk.USUAL_LIFE.toDays();
  }

  /** Whether the member can have one for the whole team. */
  public boolean isWholeTeam() {
    return member.may(Permission.USE_TOKENS.name());
  }

  /** The newest apps that the member sees. */
  public List<AppChoice> getApps() {
    return apps.page(member.caller(), new PageRequest(PageRequest.MAX_LIMIT, null)).items().stream()
        .map(app -> new AppChoice(PublicId.format(IdKind.APP, app.id()), app.name()))
        .toList();
  }

  /** Makes one; its text is shown on the next page, and never again. */
  public void create() throws IOException {
    try {
      IssuedToken issued = desk.issue(member.caller(), draft());
      notices.secret(words.of("tokens.created", issued.token().name()), issued.text());
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    doing.go(PATH);
  }

  private TokenDraft draft() {
    String[] scopes = request.getParameterValues("scope");
    String days = doing.field("days");
    UUID appId =
        doing.field("app").isEmpty()
            ? null
            : doing.id(IdKind.APP, "app", AppNotFoundException::new);
    Instant end =
        DAYS.stream()
            .filter(choice -> String.valueOf(choice).equals(days))
            .findFirst()
            .map(choice -> clock.instant().plus(Duration.ofDays(choice)))
            .orElse(null);
    return new TokenDraft(
        doing.field("name"),
        scopes == null ? List.of() : List.of(scopes),
        appId,
        end,
        days.equals(LASTING));
  }

  public void revoke() throws IOException {
    doing.run(
        PATH,
        () ->
            desk.revoke(
                member.caller(), doing.id(IdKind.TOKEN, "token", TokenNotFoundException::new)),
        "tokens.revoked");
  }
}
