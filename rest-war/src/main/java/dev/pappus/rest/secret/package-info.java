/** The installation's secret key in the API. */
@NullMarked
package dev.pappus.rest.secret;

import org.jspecify.annotations.NullMarked;
