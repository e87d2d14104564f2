/** An app's webhooks: the form that the product's help describes, tests, secrets. */
@NullMarked
package dev.pappus.admin.webhook;

import org.jspecify.annotations.NullMarked;
