package dev.continuum.model.id;

/**
 * Identifies a point of the network: a node, or an access point without capacity.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record PointId(String value) implements Comparable<PointId> {

  /** Rejects blank text. */
  public PointId {
    Ids.requireText("point", value);
  }

  @Override
  public int compareTo(PointId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
