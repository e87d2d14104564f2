/** Hands out stored files: whole, in part, or not at all where the client has them. */
@NullMarked
package dev.pappus.rest.file;

import org.jspecify.annotations.NullMarked;
