package dev.continuum.model.id;

/**
 * Identifies a node, edge or cloud. Every node is also a point of the network, under the same text.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record NodeId(String value) implements Comparable<NodeId> {

  /** Rejects blank text. */
  public NodeId {
    Ids.requireText("node", value);
  }

  /** The node as a point of the network. */
  public PointId point() {
    return new PointId(value);
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
