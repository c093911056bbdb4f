package dev.continuum.model.placement;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.Comparator;

/**
 * The artifact of a function is present on a node (y[f,n] = 1 of the model).
 *
 * @param function the function
 * @param node the node
 */
public record Acquisition(FunctionId function, NodeId node) implements Comparable<Acquisition> {

  private static final Comparator<Acquisition> ORDER =
      Comparator.comparing(Acquisition::function).thenComparing(Acquisition::node);

  /** Ids that differ in a digit must not collide: there are many pairs of them. */
  @Override
  public int hashCode() {
    int mixed = (function.hashCode() * 0x9E3779B9 + node.hashCode()) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 15);
  }

  @Override
  public int compareTo(Acquisition other) {
    return ORDER.compare(this, other);
  }
}
