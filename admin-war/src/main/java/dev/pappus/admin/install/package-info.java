/** Who got which package. */
@NullMarked
package dev.pappus.admin.install;

import org.jspecify.annotations.NullMarked;
