/**
 * Receivers' links: managed by the API, and the pages they lead to. The pages are for strangers:
 * they show one webhook's deliveries, and no secret and no other thing of the team.
 */
@NullMarked
package dev.pappus.rest.receiver;

import org.jspecify.annotations.NullMarked;
