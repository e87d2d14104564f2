/**
 * The one error model: a feature throws a {@link dev.pappus.shared.problem.DomainException} with a
 * stable code and knows no status codes.
 */
@NullMarked
package dev.pappus.shared.problem;

import org.jspecify.annotations.NullMarked;
