package dev.continuum.model.id;

/**
 * Identifies a class of processor: nodes and devices of one class run a function equally fast.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record NodeClassId(String value) implements Comparable<NodeClassId> {

  /** Rejects blank text. */
  public NodeClassId {
    Ids.requireText("node class", value);
  }

  @Override
  public int compareTo(NodeClassId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
