/** IP addresses and networks as text, read strictly and never looked up. */
@NullMarked
package dev.pappus.shared.net;

import org.jspecify.annotations.NullMarked;
