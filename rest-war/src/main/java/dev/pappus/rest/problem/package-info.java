/**
 * Errors as problems by RFC 9457: five mappers for what the resources throw, one servlet for what
 * fails below them. Nothing else writes an error.
 */
@NullMarked
package dev.pappus.rest.problem;

import org.jspecify.annotations.NullMarked;
