/** The REST API, the compatible APIs and the public install pages. */
@NullMarked
package dev.pappus.rest;

import org.jspecify.annotations.NullMarked;
