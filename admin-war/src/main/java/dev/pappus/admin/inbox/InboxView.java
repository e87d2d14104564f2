package dev.pappus.admin.inbox;

import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.Notice;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The team's notices, and how many are new. */
@Named
@RequestScoped
public class InboxView {
  private static final String PATH = "/inbox/notices.xhtml";

  @Inject CurrentMember member;
  @Inject Inbox inbox;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable Page<Row> page;
  private @Nullable Long unread;

  /**
   * One notice.
   *
   * @param text what happened, in the reader's words
   * @param link to what it is about
   * @param place the key of the link's words
   */
  public record Row(Notice notice, String text, String link, String place) {
    public boolean fresh() {
      return notice.readAt() == null;
    }
  }

  private Page<Row> page() {
    Page<Row> known = page;
    if (known == null) {
      known =
          inbox
              .page(member.caller(), PageRequest.of(null, request.getParameter("cursor")))
              .map(this::row);
      page = known;
    }
    return known;
  }

  private Row row(Notice notice) {
    UUID app = notice.appId();
    boolean ofBuild = notice.kind().startsWith("build-");
    String link =
        app == null
            ? "/webhook/team.xhtml"
            : (ofBuild ? "/app/builds.xhtml?app=" : "/webhook/webhooks.xhtml?app=")
                + PublicId.format(IdKind.APP, app);
    return new Row(
        notice,
        words.of("notice." + notice.kind(), notice.subjectName()),
        request.getContextPath() + link,
        ofBuild ? "builds.title" : "webhook.title");
  }

  public List<Row> getRows() {
    return page().items();
  }

  public @Nullable String getNext() {
    return page().next();
  }

  /** How many nobody has read yet; asked once for a page. */
  public long getUnread() {
    Long known = unread;
    if (known == null) {
      known = inbox.unread(member.caller());
      unread = known;
    }
    return known;
  }

  /** Marks all as read. */
  public void readAll() throws IOException {
    inbox.readAll(member.caller());
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }
}
