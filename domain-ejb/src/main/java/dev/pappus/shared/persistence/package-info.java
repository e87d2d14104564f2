/** Ground of all entities: identity, version, column types, schema, data source. */
@NullMarked
package dev.pappus.shared.persistence;

import org.jspecify.annotations.NullMarked;
