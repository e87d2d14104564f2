/**
 * What an installation asks of uploads: guidelines that a team accepts, and an administrator's
 * approval. Knows no builds: a build holds its {@link dev.pappus.review.Review}, and the queue lies
 * with the builds.
 */
@NullMarked
package dev.pappus.review;

import org.jspecify.annotations.NullMarked;
