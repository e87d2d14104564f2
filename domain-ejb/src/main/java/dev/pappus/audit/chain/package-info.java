/**
 * Seals the audit's entries into a hash chain, after their transactions and never inside them, and
 * finds what was changed since. {@link dev.pappus.audit.chain.EntryFields} says what is hashed.
 * {@link dev.pappus.audit.chain.ChainVerifier} needs nothing but JDBC, so that a command can run it
 * without a server.
 */
@NullMarked
package dev.pappus.audit.chain;

import org.jspecify.annotations.NullMarked;
