package dev.pappus.admin.navigation;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.text.Languages;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is shown where a page cannot be: plain HTML, since Faces itself may be what failed. Says
 * nothing of the cause, which goes to the log, but under which reference it stands there.
 */
@WebServlet("/trouble")
public class TroublePage extends HttpServlet {
  private static final System.Logger LOG = System.getLogger(TroublePage.class.getName());

  /** Every method: the request that failed had its own. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    // a form whose session is gone: nothing was done, and its page has to be opened anew
    if (caused(cause, ViewExpiredException.class)) {
      response.sendRedirect(request.getContextPath() + "/app/apps.xhtml");
      return;
    }
    String reference = "";
    if (caused(cause, AccessDeniedException.class)) {
      status = HttpServletResponse.SC_FORBIDDEN;
    } else if (cause != null) {
      reference = UUID.randomUUID().toString();
      LOG.log(
          Level.ERROR,
          LogLine.of("console.failed")
              .with("reference", reference)
              .with("path", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
              .toString(),
          cause);
    }
    ResourceBundle words = Words.labels(Languages.best(Collections.list(request.getLocales())));
    String kind =
        switch (status) {
          case HttpServletResponse.SC_NOT_FOUND -> "missing";
          case HttpServletResponse.SC_FORBIDDEN -> "forbidden";
          default -> "failed";
        };
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            """
            <!DOCTYPE html><html><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>Pappus</title>
            <link rel="stylesheet" href="%1$s/jakarta.faces.resource/console.css.xhtml?ln=console">
            </head><body><main class="door"><h1>%2$s</h1><p>%3$s</p>%5$s
            <p><a href="%1$s/">%4$s</a></p></main></body></html>
            """
                .formatted(
                    request.getContextPath(),
                    words.getString("trouble." + kind),
                    words.getString("trouble." + kind + "Text"),
                    words.getString("apps.title"),
                    reference.isEmpty()
                        ? ""
                        : "<p class=\"hint\">%s <code>%s</code></p>"
                            .formatted(words.getString("trouble.reference"), reference)));
  }

  private static boolean caused(@Nullable Throwable thrown, Class<? extends Throwable> by) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (by.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
