/** The hand-over to TestFlight in the API: the team's key, and how far a build is. */
@NullMarked
package dev.pappus.rest.testflight;

import org.jspecify.annotations.NullMarked;
