package dev.pappus.rest.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a request record that may be larger than others: it brings a log. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LargeBody {
  /** Most bytes of such a body. */
  int MAX_BYTES = 11 * 1024 * 1024;
}
