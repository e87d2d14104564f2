package dev.pappus.delivery.store;

/** A column of a write of many rows, with its SQL type. */
public record Column(String name, String type) {
  static final String UUID_TYPE = "uuid";
  static final String TIME = "timestamp with time zone";
  static final String TEXT = "varchar";
  static final String INTEGER = "integer";
  static final String NUMBER = "bigint";
  static final String BOOLEAN = "boolean";
  static final String BYTES = "bytea";
}
