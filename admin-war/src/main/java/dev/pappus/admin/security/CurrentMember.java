package dev.pappus.admin.security;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** The member who is signed in, as {@link SignInFilter} found it. */
@Named("member")
@RequestScoped
public class CurrentMember {
  static final String ATTRIBUTE = "dev.pappus.member";

  @Inject HttpServletRequest request;

  /** The first argument of every use case. */
  public Caller caller() {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("A page behind the door was reached by a stranger");
  }

  public boolean isKnown() {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** The address shown at the top of each page. */
  public String getEmail() {
    return caller().actorName();
  }
}
