/**
 * Signing in and out of the console, and the door that lets nobody else in: a filter of our own
 * beside the container's constraint.
 */
@NullMarked
package dev.pappus.admin.security;

import org.jspecify.annotations.NullMarked;
