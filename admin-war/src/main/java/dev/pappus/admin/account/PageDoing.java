package dev.pappus.admin.account;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Does what a form asks for, says how it went, and shows a page anew, so that reloading it does
 * nothing twice. The fields are plain ones, read from the request.
 */
@RequestScoped
class PageDoing {
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  /**
   * @param path where to go on, below the console
   * @param good the key of what to say if it went well, with its arguments
   */
  void run(String path, Runnable doing, String good, Object... arguments) throws IOException {
    try {
      doing.run();
      notices.good(words.of(good, arguments));
    } catch (DomainException refused) {
      notices.bad(words.problem(refused));
    }
    go(path);
  }

  void go(String path) throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + path);
    faces.responseComplete();
  }

  /** A field of the form; "" if it is not there. */
  String field(String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  /** The id in a field of the form. */
  UUID id(IdKind kind, String name, Supplier<? extends DomainException> absent) {
    return PublicId.parse(kind, field(name)).orElseThrow(absent);
  }
}
