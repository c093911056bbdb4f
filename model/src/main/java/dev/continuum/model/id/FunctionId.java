package dev.continuum.model.id;

/**
 * Identifies a function (a microservice that can be placed).
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record FunctionId(String value) implements Comparable<FunctionId> {

  /** Rejects blank text. */
  public FunctionId {
    Ids.requireText("function", value);
  }

  @Override
  public int compareTo(FunctionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
