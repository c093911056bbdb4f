package dev.continuum.model.id;

/**
 * Identifies a call within its application.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record CallId(String value) implements Comparable<CallId> {

  /** Rejects blank text. */
  public CallId {
    Ids.requireText("call", value);
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
