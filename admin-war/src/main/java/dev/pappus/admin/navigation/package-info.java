/** What every page of the console shares: language, notices, links, dates and sizes as text. */
@NullMarked
package dev.pappus.admin.navigation;

import org.jspecify.annotations.NullMarked;
