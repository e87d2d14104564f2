package dev.pappus.delivery.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that is an array.
 *
 * @param type the database's name of the elements' type
 */
public record SqlArray(String type, List<@Nullable Object> values) {}
