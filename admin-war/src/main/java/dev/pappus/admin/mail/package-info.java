/** The outbox, for administrators. */
@NullMarked
package dev.pappus.admin.mail;

import org.jspecify.annotations.NullMarked;
