package dev.pappus.admin.security;

import dev.pappus.account.Member;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The member who is signed in, as {@link SignInFilter} found it. */
@Named("member")
@RequestScoped
public class CurrentMember {
  static final String ATTRIBUTE = "dev.pappus.member";

  /** What the page is for, in the request. */
  static final String NEEDED = "dev.pappus.needed";

  /** The key of the team that the member has chosen, in the session. */
  static final String TEAM = "dev.pappus.team";

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

  /** What one must be allowed to do to see this page. */
  public Permission needed() {
    if (request.getAttribute(NEEDED) instanceof Permission needed) {
      return needed;
    }
    throw new IllegalStateException("A page that the list does not name was reached");
  }

  /** Whether the member may do something in the whole team, by the permission's name. */
  public boolean may(String permission) {
    return caller().grants().allows(Permission.valueOf(permission));
  }

  /** As {@link #may}, with some app at least. */
  public boolean maySomewhere(String permission) {
    return caller().grants().allowsSomewhere(Permission.valueOf(permission));
  }

  /** Acts in another team from the next request on, if the member is let in there. */
  public void choose(UUID teamId) {
    request.getSession().setAttribute(TEAM, teamId);
  }

  public boolean isKnown() {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** The address shown at the top of each page. */
  public String getEmail() {
    return caller().actorName();
  }
}
