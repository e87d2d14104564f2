package dev.pappus.rest.security;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who is calling, for the resource that answers this request; set by {@link BearerTokenFilter}. */
@RequestScoped
public class CurrentCaller {
  private @Nullable Caller caller;

  /** The caller; there always is one where a resource asks. */
  public Caller get() {
    Caller known = caller;
    if (known == null) {
      throw new IllegalStateException("A resource without a caller asks for one");
    }
    return known;
  }

  void set(Caller known) {
    caller = known;
  }
}
