/** Guidelines and reviews over REST. */
@NullMarked
package dev.pappus.rest.review;

import org.jspecify.annotations.NullMarked;
