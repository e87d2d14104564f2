package dev.pappus.admin.audit;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AuditExport;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.audit.AuditFilter;
import dev.pappus.shared.security.Caller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a search of the audit finds, as a file. */
@WebServlet(ExportServlet.PATH)
public class ExportServlet extends HttpServlet {
  static final String PATH = "/audit/audit.csv";

  @Inject CurrentMember member;
  @Inject AuditExport export;
  @Inject Shown shown;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = member.caller();
    AuditFilter filter = new AuditQuery(request).filter(shown.zone());
    try {
      export.begin(caller, filter);
    } catch (AccessDeniedException refused) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    export.write(caller, filter, response.getOutputStream());
  }
}
