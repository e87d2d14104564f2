package dev.pappus.account;

import com.google.common.collect.ImmutableList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What people get whom an OpenID provider or a directory vouches for. */
@ApplicationScoped
public class ExternalSettings {
  private static final String GROUP_ROLES = "pappus.account.external.group-roles";

  /** What becomes of people who come without an account. */
  enum NewAccounts {
    /** They are not let in. */
    NONE,
    /** They get one that waits for approval. */
    REVIEW,
    /** They get one. */
    ACTIVE
  }

  /**
   * Whether people who come without an account get one: {@code none}, {@code review}, which waits
   * for approval, or {@code active}. Default none. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.external.new-accounts", defaultValue = "none")
  String newAccounts = "none";

  /**
   * Whether an account that has a password, or is known by another provider, is given to who comes
   * with its verified address. Default false. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.external.link-by-address", defaultValue = "false")
  boolean linkByAddress;

  /**
   * Whether the code of an account's second factor is asked for there too. Default true. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.external.second-factor", defaultValue = "true")
  boolean secondFactor = true;

  /** What groups give: {@code group=role}, {@code group=role@tem_…}. Default none. Since 0.1. */
  @Inject
  @ConfigProperty(name = GROUP_ROLES)
  // an array: Payara injects no optional lists
  Optional<String[]> groupRoles = Optional.empty();

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  void check() {
    if (Arrays.stream(NewAccounts.values())
        .noneMatch(known -> known.name().toLowerCase(Locale.ROOT).equals(newAccounts))) {
      throw new IllegalStateException(
          "pappus.account.external.new-accounts is "
              + newAccounts
              + "; it must be none, review or active");
    }
    groupRoles();
  }

  NewAccounts newAccounts() {
    return NewAccounts.valueOf(newAccounts.toUpperCase(Locale.ROOT));
  }

  boolean linkByAddress() {
    return linkByAddress;
  }

  boolean secondFactor() {
    return secondFactor;
  }

  /** Whether groups are of interest at all. */
  public boolean readsGroups() {
    return groupRoles.isPresent();
  }

  ImmutableList<GroupRole> groupRoles() {
    return groupRoles.stream()
        .flatMap(Arrays::stream)
        .map(text -> GroupRole.read(GROUP_ROLES, text))
        .collect(ImmutableList.toImmutableList());
  }
}
