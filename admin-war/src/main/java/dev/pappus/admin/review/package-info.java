/** Pages of the app guidelines and of the queue of builds that wait for an approval. */
@NullMarked
package dev.pappus.admin.review;

import org.jspecify.annotations.NullMarked;
