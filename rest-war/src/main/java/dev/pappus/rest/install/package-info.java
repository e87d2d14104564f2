/**
 * The public pages that testers see: plain HTML from templates, no session, no script, two
 * languages. Every byte behind a page asks {@code install.InstallAdmission} first.
 */
@NullMarked
package dev.pappus.rest.install;

import org.jspecify.annotations.NullMarked;
