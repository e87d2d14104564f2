/**
 * The dialect of Pgyer's API 2.0 ({@code /apiv2}): scripts, plug-ins of build servers and update
 * checks that speak it go on working with another host and an API token of ours as {@code
 * _api_key}. A rim around the same use cases as our own API: it knows other names, other numbers
 * and an envelope, and no rule of its own. Its main types are {@link
 * dev.pappus.rest.pgyer.PgyerAppResource}, {@link dev.pappus.rest.pgyer.PgyerUploadResource} and
 * {@link dev.pappus.rest.pgyer.PgyerErrorTranslator}.
 */
@NullMarked
package dev.pappus.rest.pgyer;

import org.jspecify.annotations.NullMarked;
