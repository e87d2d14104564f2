/**
 * Forms with files, read part by part as they arrive: a file goes from the network to the staging
 * area and is never held or spooled by the server.
 */
@NullMarked
package dev.pappus.rest.form;

import org.jspecify.annotations.NullMarked;
