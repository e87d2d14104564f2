/** Takes feedback in, from testers and from apps in the field. */
@NullMarked
package dev.pappus.rest.feedback;

import org.jspecify.annotations.NullMarked;
