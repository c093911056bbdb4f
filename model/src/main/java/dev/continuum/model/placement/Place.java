package dev.continuum.model.placement;

import dev.continuum.model.id.NodeId;

/** Where a call is served: on the client's own device, or on a node. Local sorts first. */
public sealed interface Place extends Comparable<Place> {

  /** The client's own device. */
  static Place local() {
    return new Local();
  }

  /** A node. */
  static Place on(NodeId node) {
    return new OnNode(node);
  }

  @Override
  default int compareTo(Place other) {
    return switch (this) {
      case Local() -> other instanceof Local ? 0 : -1;
      case OnNode(NodeId here) ->
          switch (other) {
            case Local() -> 1;
            case OnNode(NodeId there) -> here.compareTo(there);
          };
    };
  }

  /** On the client's own device. */
  record Local() implements Place {
    @Override
    public String toString() {
      return "local";
    }
  }

  /**
   * On a node.
   *
   * @param node which
   */
  record OnNode(NodeId node) implements Place {
    @Override
    public String toString() {
      return node.value();
    }
  }
}
