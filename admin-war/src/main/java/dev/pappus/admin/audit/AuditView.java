package dev.pappus.admin.audit;

import dev.pappus.account.AuditReader;
import dev.pappus.account.AuditReader.ChainStand;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditOutcome;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit, newest first; what is looked for is in the address. */
@Named
@RequestScoped
public class AuditView {
  private static final String PATH = "/audit/audit.xhtml";

  @Inject CurrentMember member;
  @Inject AuditReader reader;
  @Inject Shown shown;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private Page<Row> page = new Page<>(List.of(), null);
  private @Nullable Job verification;
  private @Nullable ChainStand stand;

  /**
   * One entry.
   *
   * @param differences what was changed
   */
  public record Row(AuditEntry entry, List<Difference> differences) {
    public boolean refused() {
      return entry.outcome() == AuditOutcome.REFUSED;
    }
  }

  @PostConstruct
  void load() {
    page =
        reader
            .page(
                member.caller(),
                query().filter(shown.zone()),
                PageRequest.of(null, request.getParameter("cursor")))
            .map(entry -> new Row(entry, Difference.between(entry.before(), entry.after())));
    if (isOperator()) {
      stand = reader.chain(member.caller());
      verification = reader.lastVerification(member.caller()).orElse(null);
    }
  }

  private AuditQuery query() {
    return new AuditQuery(request);
  }

  public List<Row> getRows() {
    return page.items();
  }

  /**
   * Whether the member sees what concerns the whole installation: the chain, and attempts of
   * strangers.
   */
  public boolean isOperator() {
    return member.may(Permission.MANAGE_INSTALLATION.name());
  }

  public @Nullable ChainStand getStand() {
    return stand;
  }

  /** The verification that was started last; null for none. */
  public @Nullable Job getVerification() {
    return verification;
  }

  /** One field of the search, as it was given. */
  public String given(String name) {
    return query().given(name);
  }

  public boolean isFiltered() {
    return !query().text().isEmpty();
  }

  /** Address of the following page of the same search; null at the end. */
  public @Nullable String getNextLink() {
    String query = query().text();
    return page.next() == null
        ? null
        : address() + "?" + (query.isEmpty() ? "" : query + "&") + "cursor=" + page.next();
  }

  /** Where all that is found comes as a file. */
  public String getExportLink() {
    String query = query().text();
    return request.getContextPath() + ExportServlet.PATH + (query.isEmpty() ? "" : "?" + query);
  }

  /** The entries that have a member like this one. */
  public String only(String name, String value) {
    String scope = !given("scope").equals("installation") ? "" : "scope=installation&";
    return address() + "?" + scope + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private String address() {
    return request.getContextPath() + PATH;
  }

  public void verify() throws IOException {
    reader.verify(member.caller());
    notices.good(words.of("audit.verifying"));
    faces.getExternalContext().redirect(address());
    faces.responseComplete();
  }
}
