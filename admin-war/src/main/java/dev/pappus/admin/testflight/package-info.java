/** The hand-over to TestFlight in the console: the team's key, and a build's way. */
@NullMarked
package dev.pappus.admin.testflight;

import org.jspecify.annotations.NullMarked;
