package dev.pappus.rest.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource below {@code /api} that needs no caller. Without it a resource there needs one:
 * forgetting it locks a door, never opens one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Anonymous {}
