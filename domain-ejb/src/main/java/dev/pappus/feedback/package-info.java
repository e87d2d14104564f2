/** What testers write back, with screenshots: received, stored, told as an event. */
@NullMarked
package dev.pappus.feedback;

import org.jspecify.annotations.NullMarked;
