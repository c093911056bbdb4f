package dev.continuum.model.id;

/**
 * Identifies a failure domain: nodes of one zone may be lost together.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record ZoneId(String value) implements Comparable<ZoneId> {

  /** Rejects blank text. */
  public ZoneId {
    Ids.requireText("zone", value);
  }

  @Override
  public int compareTo(ZoneId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
