/**
 * Long work as jobs: leased by one node, taken over when it dies, shown and cancelled by the API.
 * On db-scheduler.
 */
@NullMarked
package dev.pappus.work;

import org.jspecify.annotations.NullMarked;
