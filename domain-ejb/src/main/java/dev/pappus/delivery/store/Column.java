package dev.pappus.delivery.store;

/** A column of a write of many rows, with its SQL type. */
public record Column(String name, String type) {
  public static final String UUID_TYPE = "uuid";
  public static final String TIME = "timestamp with time zone";
  public static final String INTEGER = "integer";
  static final String TEXT = "varchar";
  static final String NUMBER = "bigint";
  static final String BOOLEAN = "boolean";
  static final String BYTES = "bytea";

  /** The type's short name on PostgreSQL, which its driver makes arrays by. */
  public String elementType() {
    return type.equals(TIME) ? "timestamptz" : type;
  }
}
