/**
 * Who changed what, when, from where: one row for every change, written in its transaction, never
 * changed.
 */
@NullMarked
package dev.pappus.audit;

import org.jspecify.annotations.NullMarked;
