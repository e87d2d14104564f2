/** IP addresses, networks and headers as text, read strictly; nothing is looked up. */
@NullMarked
package dev.pappus.shared.net;

import org.jspecify.annotations.NullMarked;
