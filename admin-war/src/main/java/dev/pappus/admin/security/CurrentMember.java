package dev.pappus.admin.security;

import dev.pappus.account.Member;
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
    return get().caller();
  }

  /** Who it is, and what the account may be used for. */
  public Member get() {
    if (request.getAttribute(ATTRIBUTE) instanceof Member member) {
      return member;
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
