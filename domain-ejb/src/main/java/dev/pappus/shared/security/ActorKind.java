package dev.pappus.shared.security;

/** How a caller proved who it is. */
public enum ActorKind {
  /** An API token. */
  TOKEN,
  /** A person signed in to the console. */
  USER,
  /** An app in the field, by its ingest key. */
  INGEST,
  /** The server itself: jobs, start-up. */
  SYSTEM
}
