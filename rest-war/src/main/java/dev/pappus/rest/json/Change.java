package dev.pappus.rest.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the request record of a PATCH: a member that is absent stays as it is, and one that is
 * <em>null</em> is refused, since nothing here can be empty; a record alone could not tell the two
 * apart.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Change {}
