/** My Apps, an app's builds, and its settings. */
@NullMarked
package dev.pappus.admin.app;

import org.jspecify.annotations.NullMarked;
