package dev.pappus.rest.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the request record of a PATCH: a member that is absent stays as it is, and one that is
 * <em>null</em> is refused, but for those that can be empty: their components are {@link
 * dev.pappus.shared.Wish}es. A record alone could not tell absent and null apart.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Change {}
