package dev.pappus.admin.audit;

import dev.pappus.admin.navigation.TimeRange;
import dev.pappus.audit.AuditFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is looked for, as the address of a page has it. */
final class AuditQuery {
  private static final List<String> NAMES =
      List.of("scope", "from", "to", "actor", "action", "subject");
  private static final String INSTALLATION = "installation";

  private final HttpServletRequest request;

  AuditQuery(HttpServletRequest request) {
    this.request = request;
  }

  /** One parameter; "" for none, and for a text that no database holds. */
  String given(String name) {
    String given = request.getParameter(name);
    return given == null || given.indexOf('\0') >= 0 ? "" : given.strip();
  }

  AuditFilter filter(ZoneId zone) {
    return new AuditFilter(
        given("scope").equals(INSTALLATION)
            ? AuditFilter.Scope.INSTALLATION
            : AuditFilter.Scope.TEAM,
        TimeRange.read(given("from"), zone),
        TimeRange.read(given("to"), zone),
        text("actor"),
        text("action"),
        text("subject"));
  }

  private @Nullable String text(String name) {
    return given(name).isEmpty() ? null : given(name);
  }

  /** The same as the query of an address, without its question mark; "" for everything. */
  String text() {
    StringBuilder query = new StringBuilder();
    for (String name : NAMES) {
      if (!given(name).isEmpty()) {
        query.append(query.isEmpty() ? "" : "&").append(name).append('=');
        query.append(URLEncoder.encode(given(name), StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
