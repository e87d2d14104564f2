package dev.pappus.admin.mail;

import dev.pappus.account.MailDesk;
import dev.pappus.account.Team;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.mail.MailBodies;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.OutboxMail;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages of the outbox, newest first. */
@Named
@RequestScoped
public class OutboxView {
  private static final String PATH = "/mail/outbox.xhtml";

  @Inject CurrentMember member;
  @Inject MailDesk desk;
  @Inject MailOutbox outbox;
  @Inject MailBodies bodies;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable Page<Row> page;

  /**
   * One message.
   *
   * @param team name of the team whose it is, "" for the installation
   * @param body its text, in pieces
   */
  public record Row(OutboxMail mail, String team, List<BodyPart> body) {}

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      Page<OutboxMail> mails =
          desk.page(member.caller(), PageRequest.of(null, request.getParameter("cursor")));
      Map<UUID, Team> teams = desk.teams(member.caller(), mails.items());
      known =
          mails.map(
              mail ->
                  new Row(
                      mail,
                      Optional.ofNullable(teams.get(mail.teamId())).map(Team::name).orElse(""),
                      BodyPart.of(
                          bodies.find(mail).orElseGet(() -> words.of("outbox.unreadable")))));
      page = known;
    }
    return known;
  }

  public List<Row> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  /** Whether messages leave by themselves. */
  public boolean isServer() {
    return outbox.hasServer();
  }

  /** Sends the member a test message. */
  public void test() throws IOException {
    try {
      desk.test(member.caller());
      notices.good(words.of(outbox.hasServer() ? "outbox.testSent" : "outbox.testKept"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  /** Tries a message again. */
  public void again(UUID id) throws IOException {
    try {
      desk.again(member.caller(), id);
      notices.good(words.of("outbox.againSoon"));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    back();
  }

  private void back() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }
}
