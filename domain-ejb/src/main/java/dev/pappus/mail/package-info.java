/**
 * Messages to people. A use case puts one into the {@link dev.pappus.mail.MailOutbox}, in its
 * transaction; a chore sends it by the server that the settings name, and tries again. Without such
 * a server messages stay in the outbox, where administrators read them. Plain text, from templates
 * in both languages; knows nothing of who may read what.
 */
@NullMarked
package dev.pappus.mail;

import org.jspecify.annotations.NullMarked;
