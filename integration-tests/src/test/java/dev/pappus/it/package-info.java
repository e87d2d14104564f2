/**
 * The unmodified EAR on Payara and on WildFly. Most tests are clients over HTTP; a class with a
 * deployment of its own runs inside. {@link dev.pappus.it.DeployedApplication} deploys once for
 * all.
 */
@NullMarked
package dev.pappus.it;

import org.jspecify.annotations.NullMarked;
