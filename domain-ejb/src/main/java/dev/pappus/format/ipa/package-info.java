/** iOS packages (IPA): the app's property list, its icons, and the manifest that installs it. */
@NullMarked
package dev.pappus.format.ipa;

import org.jspecify.annotations.NullMarked;
