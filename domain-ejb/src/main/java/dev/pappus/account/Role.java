package dev.pappus.account;

import com.google.common.collect.ImmutableSet;

/** What somebody is in a team. */
public enum Role {
  ADMINISTRATOR(Permission.values()),
  /** An app in the field, known by its ingest key: it may report, and nothing else. */
  REPORTER(Permission.REPORT);

  private final ImmutableSet<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = ImmutableSet.copyOf(permissions);
  }

  public boolean allows(Permission permission) {
    return permissions.contains(permission);
  }
}
